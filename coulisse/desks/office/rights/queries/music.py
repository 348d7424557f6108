"""The cue sheet of a film, and offers for its music side by side."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from coulisse.desks.office.rights.models import Credit, Cue, MusicOffer, Work
from coulisse.desks.office.rights.reading import offer_of
from coulisse.engines.clearance import cost_of_choosing, settle
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate


@dataclass(frozen=True, slots=True)
class CueLine:
    pk: int
    version: int
    music: int
    title: str
    authors: str
    performers: str
    starts_at: int
    seconds: int
    use: str
    use_label: str
    publisher: str
    sabam: str
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One offer, with what the clause makes of it."""

    pk: int
    version: int
    track: str
    side: str
    offered_by: str
    asked: Money
    share: Rate
    favoured: str
    scope: str
    received_on: date
    valid_until: date | None
    is_over: bool
    state: str
    state_label: str
    reason: str
    document: int | None
    owed: Money | None
    """Once chosen: what it comes to beside the other chosen ones."""
    extra: Money | None
    follows: str
    would_cost: Money | None
    """While open: by how much everything rises if it is chosen."""
    would_lift: Money | None
    """Of which for others, by their clauses."""


@dataclass(frozen=True, slots=True)
class Offers:
    tracks: tuple[tuple[str, tuple[OfferLine, ...]], ...]
    asked: Money
    """Sum of what the chosen ones ask."""
    owed: Money
    """Sum of what they come to."""

    @property
    def extra(self) -> Money:
        return self.owed - self.asked


def cue_sheet(film: Work) -> tuple[CueLine, ...]:
    """The lines in the order of the film; two queries."""
    rows = list(Cue.objects.filter(film=film).select_related("music").prefetch_related("music__credits"))
    return tuple(
        CueLine(
            pk=row.pk,
            version=row.version,
            music=row.music_id,
            title=row.music.title,
            authors=_names(row.music, Credit.Part.AUTHOR),
            performers=_names(row.music, Credit.Part.PERFORMER),
            starts_at=row.starts_at,
            seconds=row.seconds,
            use=row.use,
            use_label=str(row.get_use_display()),
            publisher=row.publisher,
            sabam=row.sabam,
            reference=row.music.reference,
            note=row.note,
        )
        for row in rows
    )


def _names(music: Work, part: str) -> str:
    return ", ".join(one.name for one in music.credits.all() if one.part == part)


def offers_for(film: Work, *, today: date) -> Offers:
    """By track. One query."""
    rows = list(film.offers.all())
    chosen = [row for row in rows if row.state == MusicOffer.State.CHOSEN]
    engine_chosen = [offer_of(row) for row in chosen]
    settled = {one.offer.id: one for one in settle(engine_chosen)}
    named = {row.pk: row.offered_by for row in rows}
    lines: dict[str, list[OfferLine]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in rows:
        key = row.track.strip().casefold()
        names.setdefault(key, row.track)
        one = settled.get(row.pk)
        cost = cost_of_choosing(offer_of(row), engine_chosen) if row.state == MusicOffer.State.OPEN else None
        own = settle([*engine_chosen, offer_of(row)])[-1].owed if cost is not None else None
        lines[key].append(
            OfferLine(
                pk=row.pk,
                version=row.version,
                track=row.track,
                side=str(row.get_side_display()),
                offered_by=row.offered_by,
                asked=Money(row.asked_cents),
                share=Rate.percent(row.share_percent),
                favoured=str(row.get_favoured_display()) if row.favoured else "",
                scope=row.scope,
                received_on=row.received_on,
                valid_until=row.valid_until,
                is_over=row.valid_until is not None and row.valid_until < today,
                state=row.state,
                state_label=str(row.get_state_display()),
                reason=row.reason,
                document=row.document_id,
                owed=one.owed if one else None,
                extra=one.extra if one else None,
                follows=named.get(one.follows or 0, "") if one else "",
                would_cost=cost,
                would_lift=cost - own if cost is not None and own is not None else None,
            )
        )
    return Offers(
        tracks=tuple((names[key], tuple(found)) for key, found in lines.items()),
        asked=Money.total(one.offer.asked for one in settled.values()),
        owed=Money.total(one.owed for one in settled.values()),
    )

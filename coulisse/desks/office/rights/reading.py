"""From rows to the records of the clearance, and nothing else."""

from coulisse.desks.office.rights.models import (
    Consent,
    Depiction,
    Licence,
    MusicOffer,
    Portrayed,
    Work,
)
from coulisse.engines import clearance as engine
from coulisse.kernel.money import Money
from coulisse.kernel.period import Period
from coulisse.kernel.rate import Rate
from coulisse.kernel.territory import Territory
from coulisse.kernel.times import to_brussels


def work_of(row: Work) -> engine.Work:
    """A row with its licences, people, sources and cues fetched before."""
    return engine.Work(
        id=row.pk,
        # What was taken off the register is cleared for nothing.
        holding=engine.Holding.UNDECIDED if row.removed_at else engine.Holding(row.holding),
        needs=frozenset(engine.LicenceKind(kind) for kind in row.needs),
        licences=tuple(licence_of(one) for one in row.licences.all() if one.removed_at is None),
        asks_people=row.is_picture,
        people_decided=row.people_decided_at is not None,
        shown=tuple(shown_of(one) for one in row.depictions.all()),
        hidden=frozenset(one.depiction_id for one in row.concealments.all()),
        sources=tuple(
            engine.Source(one.source_id, has_people=one.has_people, has_music=one.has_music)
            for one in row.sources.all()
        ),
        music=tuple(dict.fromkeys(one.music_id for one in row.cues.all())),
    )


def shown_of(row: Depiction) -> engine.Shown:
    return engine.Shown(row.pk, row.person_id, engine.Crowd(row.crowd or engine.Crowd.UNDECIDED))


def licence_of(row: Licence) -> engine.Licence:
    return engine.Licence(
        id=row.pk,
        kind=engine.LicenceKind(row.kind),
        media=frozenset(engine.Medium(medium) for medium in row.media),
        networks=frozenset(row.networks),
        territories=_lands(row.territories),
        period=Period(row.starts_on, row.until),
    )


def person_of(row: Portrayed) -> engine.Person:
    """A row with its consents fetched before."""
    taking = [one for one in row.consents.all() if one.kind == Consent.Kind.TAKING]
    withdrawn = [to_brussels(one.withdrawn_at).date() for one in taking if one.withdrawn_at is not None]
    # A new consent to be taken makes good an earlier withdrawal.
    stands = any(one.withdrawn_at is None for one in taking)
    return engine.Person(
        id=row.pk,
        is_minor=row.is_minor,
        consents=tuple(consent_of(one) for one in row.consents.all() if one.kind == Consent.Kind.USING),
        taking_withdrawn_on=None if stands else min(withdrawn, default=None),
    )


def consent_of(row: Consent) -> engine.Consent:
    return engine.Consent(
        id=row.pk,
        purpose=engine.Purpose(row.purpose),
        work=row.work_id,
        networks=frozenset(row.networks),
        territories=_lands(row.territories),
        period=Period(row.starts_on, row.until),
        withdrawn_on=None if row.withdrawn_at is None else to_brussels(row.withdrawn_at).date(),
        by_guardian=row.by_guardian,
        given_at=row.entered_at,
        withdrawn_at=row.withdrawn_at,
    )


def offer_of(row: MusicOffer) -> engine.Offer:
    return engine.Offer(
        id=row.pk,
        track=row.track.strip().casefold(),
        asked=Money(row.asked_cents),
        share=Rate.percent(row.share_percent),
        favoured=engine.Favoured(row.favoured),
    )


def _lands(codes: list[str]) -> frozenset[Territory]:
    return frozenset(Territory(code) for code in codes)

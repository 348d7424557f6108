"""Validating: the sheet is read whole, its brakes are asked, and its content is frozen as one more version."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from coulisse.desks.floor.callsheets.actions.preparing import locked_draft, set_state
from coulisse.desks.floor.callsheets.actions.telling import named, tell
from coulisse.desks.floor.callsheets.content import as_json
from coulisse.desks.floor.callsheets.models import CallSheet, Print, Revision
from coulisse.desks.floor.callsheets.queries.brakes import Brake, brakes_on, who_is_stopped
from coulisse.desks.floor.callsheets.queries.compose import Composed, compose
from coulisse.desks.floor.facts.callsheets import RedLightOverridden, SheetValidated
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.actions.keeping import add_version, keep
from coulisse.foundation.documents.models import Version
from coulisse.kernel.times import to_brussels
from coulisse.papers import call_sheet as paper
from coulisse.papers.call_sheet import call_sheet as print_call_sheet

LANGUAGES: Final = ("fr", "nl", "en")
TITLES: Final = {
    "fr": "{film} – feuille de service n° {number}",
    "nl": "{film} – callsheet nr. {number}",
    "en": "{film} – call sheet no. {number}",
}
REASON_LENGTH: Final = 300


class Incomplete(Exception):
    """Blocks that everybody must find are empty. Carries what is missing."""

    def __init__(self, lacking: Sequence[paper.Missing]) -> None:
        super().__init__(", ".join(one.code for one in lacking))
        self.missing = tuple(lacking)


class UnderRedLight(Exception):
    """Somebody on the sheet may not work so, and nobody answered for it. Carries the lights."""

    def __init__(self, lights: Sequence[Brake]) -> None:
        super().__init__(", ".join(light.who for light in lights))
        self.lights = tuple(lights)


class NothingChanged(Exception):
    """A rectification that changes nothing would only frighten people."""


def validate(*, sheet: CallSheet, job: str, by: User, at: datetime, reason: str = "") -> Revision:
    """Freeze the sheet as its next version, and print it in the three languages.

    `job` is what the validator does on the film; `reason` lets it pass under a red light.
    Raises `NotADraft`, `Incomplete`, `UnderRedLight`, `NothingChanged`.
    """
    with transaction.atomic():
        draft = locked_draft(sheet)
        composed = compose(draft, at=at)
        overridden = _let_through(composed, reason)
        validation = paper.Validation(by.name, job, to_brussels(at))
        final = replace(composed.now, validation=validation, at=to_brussels(at))
        revision = Revision.objects.create(
            sheet=draft,
            number=composed.number,
            content=as_json(final),
            touched=list(composed.touched),
            plan_version=composed.plan.day.board_number if composed.plan.day else 0,
            validated_by=by,
            validated_name=by.name,
            validated_at=at,
            override_reason=reason.strip()[:REASON_LENGTH] if overridden else "",
            overridden=[_kept(light) for light in overridden],
        )
        _print(revision, final, composed.last, by=by, at=at)
        set_state(draft, CallSheet.State.VALIDATED)
        _tell(draft, revision, overridden, by=by, at=at)
    return revision


def _let_through(composed: Composed, reason: str) -> tuple[Brake, ...]:
    """The lights that a reason overrides; refuses otherwise."""
    if composed.last is not None and not composed.changes:
        raise NothingChanged(composed.sheet.pk)
    brakes = brakes_on(composed)
    if brakes.missing:
        raise Incomplete(brakes.missing)
    if brakes.stopping and not reason.strip():
        raise UnderRedLight(brakes.stopping)
    return brakes.stopping


def _kept(light: Brake) -> dict[str, Any]:
    wanted = {"code", "who", "what", "detail", "rule", "source", "scenes"}
    return {name: value for name, value in asdict(light).items() if name in wanted}


def _print(revision: Revision, final: paper.CallSheet, last: Revision | None, *, by: User, at: datetime) -> None:
    """One document a language, whose versions are those of the sheet."""
    before = (
        {print_.language: print_.version for print_ in last.prints.select_related("version__document")}
        if last
        else {}
    )
    for language in LANGUAGES:
        content = print_call_sheet(final, language)
        title = TITLES[language].format(film=final.film, number=final.number)
        version = _keep(content, title, revision, before.get(language), language, by=by, at=at)
        Print.objects.create(revision=revision, language=language, version=version)


def _keep(
    content: bytes,
    title: str,
    revision: Revision,
    before: Version | None,
    language: str,
    *,
    by: User,
    at: datetime,
) -> Version:
    name = f"{title}.pdf"
    if before is not None and before.document.trashed_at is None:
        return add_version(content, document=before.document, name=name, by=by, at=at)
    document = keep(
        content,
        name=name,
        title=title,
        by=by,
        at=at,
        production=revision.sheet.production_id,
        language=language,
    )
    return document.current or document.versions.latest("number")


def _tell(sheet: CallSheet, revision: Revision, overridden: Sequence[Brake], *, by: User, at: datetime) -> None:
    told = SheetValidated(
        **named(sheet), revision_id=revision.pk, revision=revision.number, touched=len(revision.touched)
    )
    tell(told, sheet, by=by, at=at)
    if overridden:
        over = RedLightOverridden(
            **named(sheet),
            revision_id=revision.pk,
            reason=revision.override_reason,
            before=who_is_stopped(overridden),
        )
        tell(over, sheet, by=by, at=at)

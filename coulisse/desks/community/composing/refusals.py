"""What the gate of rights says, in words: named where the reader may see the names, in general everywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from coulisse.desks.community.publishing.overrides import may_be_overridden
from coulisse.desks.community.publishing.words import why
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.links import Reason

NAMED: Final[dict[str, Promise]] = {
    "rights.consent-withdrawn": gettext_lazy("%(who)s took this consent back on %(day)s."),
    "rights.taking-withdrawn": gettext_lazy("%(who)s took back, on %(day)s, that pictures were taken."),
    "rights.consent-missing": gettext_lazy("No image right of %(who)s."),
    "rights.guardian-missing": gettext_lazy("%(who)s is a minor: no parent or guardian signed."),
    "rights.consent-expired": gettext_lazy("The image right of %(who)s ended on %(day)s."),
    "rights.consent-ends-before": gettext_lazy("The image right of %(who)s ends on %(day)s, before the use does."),
    "rights.consent-not-yet": gettext_lazy("The image right of %(who)s begins on %(day)s only."),
    "rights.licence-expired": gettext_lazy("The licence of %(who)s ended on %(day)s."),
    "rights.licence-ends-before": gettext_lazy("The licence of %(who)s ends on %(day)s, before the use does."),
    "rights.licence-not-yet": gettext_lazy("The licence of %(who)s begins on %(day)s only."),
}
DATED: Final[dict[str, Promise]] = {
    "rights.consent-expired": gettext_lazy("The consent of somebody who is shown ended on %(day)s."),
    "rights.licence-expired": gettext_lazy("A licence ended on %(day)s."),
    "rights.licence-not-yet": gettext_lazy("A licence begins on %(day)s only."),
}
"""A day names nobody."""
RELEASES: Final = frozenset(
    {
        "rights.consent-missing",
        "rights.guardian-missing",
        "rights.consent-expired",
        "rights.consent-ends-before",
        "rights.consent-purpose",
        "rights.consent-network",
        "rights.consent-territory",
    }
)
"""What a release that somebody signs would lift."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One obstacle as this reader may read it. `register` and `release` are addresses at the office desk, empty
    for who may not go there."""

    code: str
    sentence: str
    file: str
    document: int
    title: str
    register: str
    release: str
    may_be_overridden: bool


def in_words(reasons: Iterable[Reason], user: User) -> tuple[Refusal, ...]:
    """Each obstacle once, in two queries however many there are."""
    found = list(reasons)
    documents = {int(one.params["document"]) for one in found if one.params.get("document")}
    titles = dict(Document.objects.filter(pk__in=documents).values_list("pk", "title"))
    told = (_told(one, titles, user) for one in found)
    return tuple(dict.fromkeys(told))


def names_are_open(reason: Reason, user: User, to: str = "read") -> bool:
    """Names of people and licensors are the office's: whoever reads its register for that production."""
    production = reason.params.get("production")
    return production is not None and user.may(to, desk=Desk.OFFICE, production=int(production))


def _told(reason: Reason, titles: dict[int, str], user: User) -> Refusal:
    document = int(reason.params.get("document") or 0)
    is_open = names_are_open(reason, user)
    may_ask = is_open and reason.code in RELEASES and names_are_open(reason, user, "change")
    person, work = reason.params.get("person"), reason.params.get("work")
    register = ""
    if is_open and person:
        register = reverse("office:rights:person", args=[person])
    elif is_open and work:
        register = reverse("office:rights:work", args=[work])
    return Refusal(
        code=reason.code,
        sentence=sentence_of(reason, is_open=is_open),
        file=titles.get(document, ""),
        document=document,
        title=str(reason.params.get("title", "")) if is_open else "",
        register=register,
        release=reverse("office:rights:ask", args=[person]) if may_ask and person else "",
        may_be_overridden=may_be_overridden(reason),
    )


def sentence_of(reason: Reason, *, is_open: bool) -> str:
    told = {"who": reason.params.get("who", ""), "day": _day(reason)}
    if is_open and told["who"] and reason.code in NAMED:
        return str(NAMED[reason.code]) % told
    if told["day"] and reason.code in DATED:
        return str(DATED[reason.code]) % told
    general = why(reason.code)
    return f"{general} ({told['who']})" if is_open and told["who"] else general


def _day(reason: Reason) -> str:
    day = reason.params.get("day")
    return date_format(date.fromisoformat(str(day)), "d/m/Y") if day else ""

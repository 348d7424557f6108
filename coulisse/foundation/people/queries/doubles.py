"""The pairs of cards that look like one person, and the merges that may still be undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.people.models import Contact, Merge, PossibleDouble
from coulisse.foundation.people.phones import shown

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

PER_PAGE: Final = 50
REASONS: Final[dict[str, Promise]] = {
    "name": _("same name"),
    "alike": _("names alike"),
    "email": _("same e-mail address"),
    "phone": _("same telephone"),
    "vat": _("same VAT number"),
    "birthday": _("same birthday"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two cards, as far as it helps to compare."""

    pk: int
    name: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards that look alike."""

    one: Side
    other: Side
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastMerge:
    pk: int
    kept_pk: int
    kept: str
    gone: str
    at: datetime


def list_doubles(user: "User", *, page: int) -> "tuple[Page[PossibleDouble], list[Pair]]":
    """The suspected pairs, the surest first."""
    rows = PossibleDouble.objects.select_related("one", "other").order_by("-score", "id")
    if not user.may("read"):
        rows = rows.none()
    shown_page = Paginator(rows, PER_PAGE).get_page(page)
    return shown_page, [_pair(row) for row in shown_page.object_list]


def past_merges(*, most: int = 20) -> list[PastMerge]:
    """The latest merges that stand."""
    rows = list(Merge.objects.filter(undone_at__isnull=True).order_by("-id")[:most])
    names = dict(Contact.objects.filter(pk__in=[row.kept_pk for row in rows]).values_list("pk", "name"))
    return [
        PastMerge(row.pk, row.kept_pk, names[row.kept_pk], row.gone_name, row.merged_at)
        for row in rows
        if row.kept_pk in names
    ]


def _pair(row: PossibleDouble) -> Pair:
    return Pair(_side(row.one), _side(row.other), row.score, tuple(str(REASONS[reason]) for reason in row.reasons))


def _side(contact: Contact) -> Side:
    details = [line["value"] for line in contact.emails[:2]]
    details += [shown(line["value"]) for line in contact.phones[:2]]
    details += [text for text in (contact.town, contact.vat) if text]
    if contact.birthday:
        details.append(contact.birthday.strftime("%d/%m/%Y"))
    return Side(contact.pk, contact.name, tuple(details))

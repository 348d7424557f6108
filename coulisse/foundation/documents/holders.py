"""What holds a document: rows that other rooms keep, which would lose the paper that they stand on.

They are found by the foreign keys themselves (`PROTECT` on a document, or on what goes with it): a room that keeps
one more paper is known here without saying so. `settings.COULISSE_DOCUMENT_HOLDERS` names, for the model of such
rows, the words that a page calls them by, and the way from there to the object that has a page of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import attrgetter, or_
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import models
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.subjects import Subject, label_of, readable, shown

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Named:
    """How a page calls rows of one model; `way`: the attributes that lead to their object, empty: the row."""

    words: str | Promise
    way: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """One row that holds a document, in words; `subject` where the reader may read its object."""

    words: str
    subject: Subject | None


def held() -> Q:
    """Of documents: those that something holds."""
    rows = (_every(model).filter(**{path: OuterRef("pk")}) for model, path in protecting())
    return reduce(or_, (Q(Exists(one)) for one in rows), Q(pk__in=()))


def holders_of(document: Document, user: "User") -> list[Holder]:
    """What holds this document, of twenty rows at most. One query, and those of the rows that it finds."""
    first, *others = (
        _every(model).filter(**{path: document.pk}).values_list(Value(number, output_field=IntegerField()), "pk")
        for number, (model, path) in enumerate(protecting())
    )
    found = first.union(*others).order_by()[:MOST]
    rows = (_every(protecting()[number][0]).get(pk=pk) for number, pk in found)
    return list(dict.fromkeys(_holder(row, user) for row in rows))


def _holder(row: models.Model, user: "User") -> Holder:
    registered: Mapping[str, Named] = import_string(settings.COULISSE_DOCUMENT_HOLDERS)
    named = registered[label_of(row)]
    subject = attrgetter(named.way)(row) if named.way else row
    may_read = subject is not None and readable(user, label_of(subject), subject.pk) is not None
    return Holder(str(named.words), shown(subject) if may_read else None)


def _every(model: type[models.Model]) -> QuerySet[models.Model]:
    """All of them: Django asks nobody's manager when it refuses to delete."""
    return model._base_manager.order_by()


@cache
def protecting() -> tuple[tuple[type[models.Model], str], ...]:
    """Each model whose rows forbid that a document goes, with the lookup that leads from there to the document."""
    return tuple(_protecting(Document))


def _protecting(model: type[models.Model], behind: str = "") -> Iterator[tuple[type[models.Model], str]]:
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        path = f"{relation.field.name}__{behind}" if behind else relation.field.name
        if relation.on_delete in {models.PROTECT, models.RESTRICT}:
            yield relation.related_model, path
        elif relation.on_delete is models.CASCADE and relation.related_model is not model:
            yield from _protecting(relation.related_model, path)

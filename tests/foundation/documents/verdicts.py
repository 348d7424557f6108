"""Who may reach the documents: those of La Drache by its people and by roles on the house, never by others."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from coulisse.foundation.documents.jobs import begin_parcel
from coulisse.foundation.jobs.execution import run_now
from tests.cast import AT, Cast
from tests.foundation.documents.files import lent, paper, pdf
from tests.walk import DESKS, EVERYBODY, MEMBERS, OWN, SIGNED_IN, Verdict

REACHED = OWN | DESKS


def one(cast: Cast) -> dict[str, Any]:
    return {"pk": paper(cast).pk}


def first_version(cast: Cast) -> dict[str, Any]:
    return {"pk": paper(cast).pk, "number": 1}


def first_page(cast: Cast) -> dict[str, Any]:
    return {**first_version(cast), "page": 1}


def parcel(cast: Cast) -> dict[str, Any]:
    return {"job": run_now(begin_parcel(documents=[paper(cast)], by=cast.nadia, at=AT), at=AT).pk}


def about_the_film(cast: Cast) -> dict[str, Any]:
    return {"about": f"productions.production:{cast.drache.pk}"}


def a_file_for_the_film(cast: Cast) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("permis.pdf", pdf("x")), "where": f"production:{cast.drache.pk}"}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": lent(cast, paper(cast))}


VERDICTS = {
    "documents:list": Verdict(SIGNED_IN),
    "documents:add": Verdict(MEMBERS),
    # A selection does what it may and says how much: nothing at all for whoever may change none of it.
    "documents:tag-selection": Verdict(
        SIGNED_IN, method="post", data=lambda cast: {"ids": paper(cast).pk, "tag": "x"}
    ),
    "documents:untag-selection": Verdict(SIGNED_IN, method="post"),
    "documents:trash-selection": Verdict(SIGNED_IN, method="post", data=lambda cast: {"ids": paper(cast).pk}),
    "documents:withdraw-selection": Verdict(SIGNED_IN, method="post"),
    "documents:take-back-selection": Verdict(SIGNED_IN, method="post"),
    "documents:zip-selection": Verdict(SIGNED_IN, method="post", data=lambda cast: {"ids": paper(cast).pk}),
    "documents:parcel": Verdict(frozenset({"own", "owner"}), args=parcel),
    "documents:detail": Verdict(REACHED, args=one),
    "documents:edit": Verdict(REACHED, args=one),
    "documents:lend": Verdict(REACHED, args=one),
    "documents:attach": Verdict(REACHED, args=one, method="post", data=about_the_film),
    "documents:detach": Verdict(REACHED, args=one, method="post", data=about_the_film),
    "documents:trash": Verdict(REACHED, args=one, method="post"),
    "documents:take-back": Verdict(REACHED, args=one, method="post"),
    "documents:add-version": Verdict(REACHED, args=one, method="post"),
    "documents:restore-version": Verdict(REACHED, args=first_version, method="post"),
    "documents:download": Verdict(REACHED, args=first_version),
    "documents:thumbnail": Verdict(REACHED, args=first_version),
    "documents:page": Verdict(REACHED, args=first_page),
    "documents:lent-download": Verdict(EVERYBODY, args=token),
    "documents:lent-page": Verdict(EVERYBODY, args=lambda cast: {**token(cast), "page": 1}),
    "api:documents": Verdict(SIGNED_IN),
    "api:document": Verdict(REACHED, args=one),
    "api:document_content": Verdict(REACHED, args=first_version),
    "api:document_add": Verdict(REACHED, method="post", data=a_file_for_the_film),
}

"""What a reader of screenplays stumbled over, in words, with its line."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.formats.problems import Unreadable

REFUSALS: Final[dict[str, Promise]] = {
    "empty": gettext_lazy("The file is empty. Export the screenplay again, then drop it here."),
    "too-large": gettext_lazy("The file is too large to be a screenplay. Drop the .fountain or the .fdx alone."),
    "not-text": gettext_lazy(
        "This file is not text: a PDF or a Word file, perhaps. Export the screenplay as Fountain or FDX."
    ),
    "not-xml": gettext_lazy("This FDX file is damaged. Save it again from the writing program."),
    "not-a-screenplay": gettext_lazy("This XML file is no screenplay. Export it as FDX from the writing program."),
}
WORDS: Final[dict[str, Promise]] = {
    "encoding-assumed": gettext_lazy("The letters were read as Windows-1252: check the accents."),
    "characters-replaced": gettext_lazy("Some characters could not be read: check the accents."),
    "control-characters-removed": gettext_lazy("Invisible characters were taken out."),
    "note-unclosed": gettext_lazy("A note “[[” is never closed: it stays in the text."),
    "boneyard-unclosed": gettext_lazy("A cut passage “/*” is never closed: it stays in the text."),
    "xml-broken": gettext_lazy("The XML is broken here: what follows may be missing."),
    "document-type-ignored": gettext_lazy("A document type was declared: it was ignored."),
}


def refusal(refused: Unreadable) -> str:
    """Why nothing of a file can be used, and what to do."""
    known = REFUSALS.get(refused.code)
    return str(known) if known else _("This file cannot be read (%(code)s).") % {"code": refused.code}


def sentences(problems: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Place and sentence of each problem that a draft keeps."""
    return [(str(each["where"]), str(WORDS.get(each["code"], each["code"]))) for each in problems]

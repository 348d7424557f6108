"""What happens to documents."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfDocument(Fact):
    document_id: int
    title: str


@fact("foundation.documents.kept", _("%(by)s added the document “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKept(_OfDocument):
    sha256: str
    document_kind: str


@fact("foundation.documents.version-added", _("%(by)s added version %(number)s of “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionAdded(_OfDocument):
    number: int
    sha256: str


@fact(
    "foundation.documents.version-restored",
    _("%(by)s took version %(restored)s of “%(title)s” up again, as version %(number)s"),
)
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRestored(_OfDocument):
    number: int
    restored: int
    sha256: str


@fact("foundation.documents.edited", _("%(by)s changed the sheet of “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEdited(_OfDocument):
    fields: tuple[str, ...]


@fact("foundation.documents.tagged", _("%(by)s tagged “%(title)s” with %(tag)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTagged(_OfDocument):
    tag: str


@fact("foundation.documents.untagged", _("%(by)s removed the tag %(tag)s from “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentUntagged(_OfDocument):
    tag: str


@fact("foundation.documents.attached", _("%(by)s attached “%(title)s” to %(subject_title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAttached(_OfDocument):
    subject: str
    subject_id: int
    subject_title: str


@fact("foundation.documents.detached", _("%(by)s detached “%(title)s” from %(subject_title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDetached(_OfDocument):
    subject: str
    subject_id: int
    subject_title: str


@fact("foundation.documents.trashed", _("%(by)s put “%(title)s” in the trash"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTrashed(_OfDocument):
    pass


@fact("foundation.documents.taken-back", _("%(by)s took “%(title)s” out of the trash"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTakenBack(_OfDocument):
    pass


@fact("foundation.documents.purged", _("“%(title)s” was deleted after 30 days in the trash"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPurged(_OfDocument):
    pass

"""How the page of a document calls the rows that hold it, and whose page tells more."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.documents.holders import Named

HOLDERS: Final[Mapping[str, Named]] = {
    "floor.print": Named(_("a call sheet that was validated"), "revision.sheet"),
    "floor.draft": Named(_("a version of the screenplay")),
    "floor.note": Named(_("a note taken on the set")),
    "floor.report": Named(_("a production report")),
    "audience.caseact": Named(_("an act of a case"), "case"),
    "audience.postedletter": Named(_("a letter that was posted"), "conversation"),
    "audience.dossierexport": Named(_("a dossier handed over"), "case"),
    "audience.paperpage": Named(_("a letter that was scanned"), "letter"),
    "community.publicationfile": Named(_("a publication"), "publication"),
    "community.subtitles": Named(_("the subtitles of a publication"), "publication"),
}

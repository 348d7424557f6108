"""Why a document shows no preview, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.documents.darkroom.trouble import Trouble
from coulisse.foundation.documents.models import Version
from coulisse.foundation.documents.previews import has_preview

REASONS: Final[dict[str, Promise]] = {
    Trouble.BROKEN: _("This file is damaged, or is not what it claims to be. Download it, or ask for it again."),
    Trouble.ENCRYPTED: _("This PDF asks for a password. Download it to read it."),
    Trouble.TOO_LARGE: _("This picture is too large to be shown here. Download it to see it."),
    Trouble.TOO_SLOW: _("This file takes too long to draw. Download it to read it."),
}
NEVER: Final = _("Files of this kind are not shown here. Download it to open it with its own program.")


def why_no_preview(version: Version) -> Promise | str:
    """Empty where there is one."""
    if version.trouble:
        return REASONS.get(version.trouble, NEVER)
    return "" if has_preview(version.media_type) else NEVER

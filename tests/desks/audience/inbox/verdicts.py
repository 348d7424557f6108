"""Who may reach this slice: the audience desk and the owner."""

import io
from typing import Any

from PIL import Image

from coulisse.desks.audience.intake.models import Attachment, Conversation
from coulisse.foundation.documents.vault import vault
from tests.cast import Cast
from tests.desks.audience.scene import a_conversation
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import Verdict


def _one(cast: Cast) -> dict[str, Any]:
    return {"pk": a_conversation(cast).pk}


def _act(cast: Cast) -> dict[str, Any]:
    return {"pk": a_conversation(cast).pk, "act": "close"}


def _file(cast: Cast) -> dict[str, Any]:
    stored = vault().store(b"%PDF-1.7 une lettre")
    made = Attachment.objects.create(
        message=a_conversation(cast).messages.get(),
        name="lettre.pdf",
        media_type="application/pdf",
        size=stored.size,
        sha256=stored.sha256,
    )
    return {"pk": made.pk}


def _picture(cast: Cast) -> dict[str, Any]:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "#27499a").save(drawn, "PNG")
    stored = vault().store(drawn.getvalue())
    made = Attachment.objects.create(
        message=a_conversation(cast).messages.get(),
        name="photo.png",
        media_type="image/png",
        size=stored.size,
        sha256=stored.sha256,
    )
    return {"pk": made.pk}


def _ticked(cast: Cast) -> dict[str, Any]:
    return {"act": "close", "conversation": [Conversation.objects.values_list("pk", flat=True).first() or 0]}


VERDICTS = {
    "audience:inbox:list": Verdict(PUBLICS),
    "audience:inbox:fresh": Verdict(PUBLICS),
    "audience:inbox:thread": Verdict(PUBLICS, args=_one),
    "audience:inbox:sort": Verdict(PUBLICS, args=_one),
    "audience:inbox:assign": Verdict(PUBLICS, args=_one, method="post", data=lambda cast: {"person": "me"}),
    "audience:inbox:route": Verdict(PUBLICS, args=_one, method="post", data=lambda cast: {"desk": "press"}),
    "audience:inbox:note": Verdict(PUBLICS, args=_one, method="post", data=lambda cast: {"text": "Vu."}),
    "audience:inbox:presence": Verdict(PUBLICS, args=_one, method="post"),
    "audience:inbox:act": Verdict(PUBLICS, args=_act, method="post"),
    "audience:inbox:file": Verdict(PUBLICS, args=_file),
    "audience:inbox:picture": Verdict(PUBLICS, args=_picture),
    "audience:inbox:selection": Verdict(PUBLICS, method="post", data=_ticked),
    "audience:inbox:undo": Verdict(PUBLICS, args=lambda cast: {"token": "nothing"}, method="post"),
}

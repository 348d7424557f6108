"""Who may reach this slice: the audience desk and the owner; a seat is decided for by whoever holds it."""

from typing import Any

from coulisse.desks.audience.answers.actions.bulk import prepare_family
from coulisse.desks.audience.answers.actions.wordings import ask_approval
from coulisse.desks.audience.answers.heard import token_of
from coulisse.desks.audience.answers.models import Answer, Decision, HouseWord, SeatHolder
from tests.cast import AT, Cast
from tests.desks.audience.answers.rows import a_box, a_family, a_locked_line, a_member, a_seat, a_wording
from tests.desks.audience.scene import a_conversation
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import EVERYBODY, Verdict


def _conversation(cast: Cast) -> dict[str, Any]:
    return {"pk": a_conversation(cast, mailbox=a_box()).pk}


def _wording(cast: Cast) -> dict[str, Any]:
    return {"pk": a_wording(cast).wording_id}


def _seat(cast: Cast) -> dict[str, Any]:
    return {"pk": a_seat("redaction", cast.solange, production=cast.drache).pk}


def _decision(cast: Cast) -> dict[str, Any]:
    seat = a_seat("redaction", cast.solange, production=cast.drache)
    SeatHolder.objects.create(seat=seat, person=cast.odile, since=AT)
    SeatHolder.objects.create(seat=seat, person=cast.marc_olivier, since=AT)
    ask_approval(version=a_wording(cast), seats=[seat], by=cast.marc_olivier, at=AT)
    return {"pk": Decision.objects.get().pk}


def _family(cast: Cast) -> dict[str, Any]:
    return {"pk": a_family(cast).pk}


def _bulk(cast: Cast) -> dict[str, Any]:
    family = a_family(cast)
    a_member(cast, family, 1)
    version = a_locked_line(cast, family)
    return {"pk": prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT).pk}


def _answer(cast: Cast) -> dict[str, Any]:
    _bulk(cast)
    return {"pk": Answer.objects.get().pk}


def _heard(cast: Cast) -> dict[str, Any]:
    return {"token": token_of(a_conversation(cast, answered_at=AT).pk)}


def _word(cast: Cast) -> dict[str, Any]:
    return {"pk": HouseWord.objects.create(word="drache", by=cast.marc_olivier, at=AT).pk}


NAME = "audience:answers"
VERDICTS = {
    f"{NAME}:list": Verdict(PUBLICS),
    f"{NAME}:add": Verdict(PUBLICS),
    f"{NAME}:wording": Verdict(PUBLICS, args=_wording),
    f"{NAME}:conditions": Verdict(PUBLICS, args=_wording, method="post"),
    f"{NAME}:archive": Verdict(PUBLICS, args=_wording, method="post"),
    f"{NAME}:restore": Verdict(PUBLICS, args=_wording, method="post"),
    f"{NAME}:ask": Verdict(PUBLICS, args=_wording, method="post"),
    f"{NAME}:approve": Verdict(PUBLICS, args=_decision, method="post"),
    f"{NAME}:refuse": Verdict(PUBLICS, args=_decision, method="post"),
    f"{NAME}:seats": Verdict(PUBLICS),
    f"{NAME}:holders": Verdict(PUBLICS, args=_seat, method="post"),
    f"{NAME}:archive-seat": Verdict(PUBLICS, args=_seat, method="post"),
    f"{NAME}:settings": Verdict(PUBLICS),
    f"{NAME}:receipt": Verdict(PUBLICS, args=lambda cast: {"pk": a_box().pk}),
    f"{NAME}:remove-word": Verdict(PUBLICS, args=_word, method="post"),
    f"{NAME}:family": Verdict(PUBLICS, args=_family),
    f"{NAME}:line": Verdict(PUBLICS, args=_family),
    f"{NAME}:prepare-family": Verdict(PUBLICS, args=_family, method="post"),
    f"{NAME}:chosen": Verdict(PUBLICS),
    f"{NAME}:prepare-chosen": Verdict(PUBLICS, method="post"),
    f"{NAME}:bulk": Verdict(PUBLICS, args=_bulk),
    f"{NAME}:bulk-pause": Verdict(PUBLICS, args=_bulk, method="post"),
    f"{NAME}:bulk-resume": Verdict(PUBLICS, args=_bulk, method="post"),
    f"{NAME}:bulk-undo": Verdict(PUBLICS, args=_bulk, method="post"),
    f"{NAME}:latecomers": Verdict(PUBLICS, args=_bulk, method="post"),
    f"{NAME}:heard": Verdict(EVERYBODY, args=_heard),
    f"{NAME}:recall": Verdict(PUBLICS, args=_answer, method="post"),
    f"{NAME}:write": Verdict(PUBLICS, args=_conversation),
    f"{NAME}:draft": Verdict(PUBLICS, args=_conversation, method="post"),
    f"{NAME}:send": Verdict(PUBLICS, args=_conversation, method="post"),
    f"{NAME}:public": Verdict(PUBLICS, args=_conversation, method="post"),
    f"{NAME}:recall-last": Verdict(PUBLICS, args=_conversation, method="post"),
    f"{NAME}:look": Verdict(PUBLICS, args=_conversation, method="post"),
    f"{NAME}:spelling": Verdict(PUBLICS, args=_conversation, method="post"),
    f"{NAME}:add-word": Verdict(PUBLICS, args=_conversation, method="post"),
}

"""Who may reach this slice: the audience desk and the owner; a guest with the link of a question or a message."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from coulisse.desks.audience.cases.actions import cases as actions
from coulisse.desks.audience.cases.actions import changes, handovers, material, post, questions, recourse
from coulisse.desks.audience.cases.models import Case, HouseContact
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.scene import a_conversation
from tests.desks.audience.verdicts import PUBLICS
from tests.walk import EVERYBODY, Verdict


def a_case(cast: Cast, **values: Any) -> Case:
    return actions.open_case(
        title="Archives de la rue Haute",
        production=cast.drache,
        conversations=[a_conversation(cast)],
        by=cast.marc_olivier,
        at=AT,
        **values,
    )


def a_contact(cast: Cast, **values: Any) -> HouseContact:
    fields = {"desk": "press", "name": "Service de presse", "email": "presse@meuse.example", "language": "fr"}
    return handovers.write_contact(values={**fields, **values}, by=cast.marc_olivier, at=AT)


def a_question(cast: Cast, **values: Any) -> Any:
    fields: dict[str, Any] = {"to": cast.odile, **values}
    return questions.route_question(
        conversation=a_conversation(cast),
        production=cast.drache,
        text="L’avertissement était-il prévu ?",
        due_on=TODAY + timedelta(days=7),
        by=cast.marc_olivier,
        at=AT,
        **fields,
    )


def a_recourse(cast: Cast, body: str = "cdj", **fields: Any) -> Any:
    return recourse.announce(
        conversation=a_conversation(cast, **fields), body=body, asked_on=TODAY, by=cast.marc_olivier, at=AT
    )


def a_recommendation(cast: Cast, **values: Any) -> Any:
    fields = {"title": "Un avertissement avant la séquence", "owner": cast.odile, "due_on": date(2027, 4, 1)}
    return changes.recommend(production=cast.drache, values={**fields, **values}, by=cast.marc_olivier, at=AT)


def some_material(cast: Cast, conversation: Any = None, **values: Any) -> Any:
    fields = {"kind": "rush", "label": "Rush 12A, quai", "source": "Script", **values}
    return material.propose(
        conversation=conversation or a_conversation(cast), by=cast.marc_olivier, at=AT, **fields
    )


def a_handover(cast: Cast, **values: Any) -> Any:
    fields: dict[str, Any] = {"address": Heard(), **values}
    return handovers.hand_over(
        conversation=fields.pop("conversation", None) or a_conversation(cast, kind="press"),
        contact=fields.pop("contact", None) or a_contact(cast),
        by=cast.marc_olivier,
        at=AT,
        **fields,
    )


def a_letter(cast: Cast, **values: Any) -> Any:
    one = a_conversation(cast)
    return post.write_letters(
        conversations=[one],
        wordings={"fr": post.Wording("Accusé de réception", "{salutation}\n\nBien reçu.")},
        kind="ack",
        dated_on=TODAY,
        addresses={one.pk: "Hubert Lambot\nRue Haute 3\n4000 Liège"},
        by=cast.marc_olivier,
        at=AT,
        **values,
    )[0]


def an_export(cast: Cast) -> Any:
    return recourse.ask_dossier(about=a_case(cast), language="fr", by=cast.marc_olivier, at=AT)


class Heard:
    """Makes an address from a token, and remembers the token."""

    token = ""

    def __call__(self, token: str) -> str:
        self.token = token
        return f"https://coulisse.example{self.page}"

    @property
    def page(self) -> str:
        return reverse("accounts:guest", args=[self.token])


def _of(make: Any) -> Any:
    return lambda cast: {"pk": make(cast).pk}


def _member(cast: Cast) -> dict[str, int]:
    case = a_case(cast)
    return {"pk": case.pk, "conversation": case.members.get().conversation_id}


def _proposed(cast: Cast) -> dict[str, int]:
    return {"pk": some_material(cast).conversation_id}


def _blocked(cast: Cast) -> dict[str, int]:
    one = some_material(cast)
    material.block_all(conversation=one.conversation, reason="Image", by=cast.marc_olivier, at=AT)
    return {"pk": one.pk}


def _lent_question(cast: Cast) -> dict[str, str]:
    heard = Heard()
    a_question(cast, to=None, guest_email="fabienne@ailleurs.example", address=heard)
    return {"token": heard.token}


def _lent_handover(cast: Cast) -> dict[str, str]:
    heard = Heard()
    a_handover(cast, address=heard)
    return {"token": heard.token}


def _post(make: Any, data: Any = None, *, args: Any = None) -> Verdict:
    found = data or {}
    return Verdict(
        PUBLICS, args=args or _of(make), method="post", data=found if callable(found) else lambda cast: found
    )


VERDICTS = {
    "audience:cases:list": Verdict(PUBLICS),
    "audience:cases:add": Verdict(PUBLICS),
    "audience:cases:merge": Verdict(PUBLICS, method="post"),
    "audience:cases:case": Verdict(PUBLICS, args=_of(a_case)),
    "audience:cases:case-service": _post(a_case, {"service": "service"}),
    "audience:cases:act": _post(a_case, {"kind": "note", "text": "Vu"}),
    "audience:cases:join": _post(a_case, {"conversations": ""}),
    "audience:cases:leave": _post(None, args=_member),
    "audience:cases:close": _post(a_case, {"outcome": "upheld", "reason": "Oui."}),
    "audience:cases:reopen": _post(a_case),
    "audience:cases:bind": _post(a_case, {"language": "fr"}),
    "audience:cases:export": Verdict(PUBLICS, args=_of(an_export)),
    "audience:cases:file": Verdict(PUBLICS, args=lambda cast: {"pk": an_export(cast).pk, "what": "pdf"}),
    "audience:cases:due": Verdict(PUBLICS),
    "audience:cases:follow": Verdict(PUBLICS, args=_of(a_conversation)),
    "audience:cases:service": _post(a_conversation, {"service": "mediation"}),
    "audience:cases:set-due": _post(a_conversation, {"due_on": "2027-04-01", "reason": "Avis"}),
    "audience:cases:remind": _post(a_conversation),
    "audience:cases:announce": _post(a_conversation, {"body": "csa", "asked_on": "2027-03-16"}),
    "audience:cases:ask": _post(a_conversation, {"text": "?", "due_on": "2027-04-01"}),
    "audience:cases:hand-over": _post(a_conversation),
    "audience:cases:propose": _post(a_conversation, {"kind": "rush", "label": "12A", "source": "Script"}),
    "audience:cases:block": _post(None, args=_proposed),
    "audience:cases:finding": _post(a_conversation, {"person": "H", "found": "absent", "note": "Classeur"}),
    "audience:cases:bind-one": _post(a_conversation, {"language": "fr"}),
    "audience:cases:release": _post(None, {"reason": "Accord reçu"}, args=_blocked),
    "audience:cases:received": _post(a_handover),
    "audience:cases:take-back": _post(a_handover),
    "audience:cases:recourses": Verdict(PUBLICS),
    "audience:cases:recourse": Verdict(PUBLICS, args=_of(a_recourse)),
    "audience:cases:move": _post(a_recourse, {"state": "filed"}),
    "audience:cases:draft": _post(a_recourse),
    "audience:cases:addressee": Verdict(PUBLICS, args=lambda cast: {"body": "csa", "language": "fr"}),
    "audience:cases:questions": Verdict(PUBLICS),
    "audience:cases:question": Verdict(PUBLICS, args=_of(a_question)),
    "audience:cases:withdraw": _post(a_question),
    "audience:cases:changes": Verdict(PUBLICS),
    "audience:cases:recommend": Verdict(PUBLICS),
    "audience:cases:change": Verdict(PUBLICS, args=_of(a_recommendation)),
    "audience:cases:answer": _post(a_recommendation, {"decision": "accepted", "text": "Oui", "version": "1"}),
    "audience:cases:in-force": _post(
        a_recommendation, {"done_on": "2027-03-20", "what_changed": "Oui", "version": "1"}
    ),
    "audience:cases:measure": _post(a_recommendation),
    "audience:cases:tell": _post(a_recommendation),
    "audience:cases:letters": Verdict(PUBLICS),
    "audience:cases:write": Verdict(PUBLICS),
    "audience:cases:left": Verdict(PUBLICS, method="post"),
    "audience:cases:print": Verdict(PUBLICS),
    "audience:cases:letter": Verdict(PUBLICS, args=_of(a_letter)),
    "audience:cases:paper": Verdict(PUBLICS, args=_of(a_letter)),
    "audience:cases:contacts": Verdict(PUBLICS),
    "audience:cases:contact": Verdict(PUBLICS, args=_of(a_contact)),
    "audience:cases:archive-contact": _post(a_contact),
    "audience:cases:guest-answer": Verdict(
        EVERYBODY, args=_lent_question, method="post", data=lambda cast: {"text": "Oui."}
    ),
    "audience:cases:guest-received": Verdict(EVERYBODY, args=_lent_handover, method="post"),
}

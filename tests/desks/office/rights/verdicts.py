"""Who may call what of the rights register: the administration of the production, and nobody of the set."""

from typing import Any

from coulisse.desks.office.rights.actions.people import hide
from tests.cast import AT, Cast
from tests.desks.office.rights import rows
from tests.desks.office.verdicts import BOOKS
from tests.walk import EVERYBODY, OTHER_PRODUCTION, Verdict

CHANGERS = frozenset({"owner", "own"})
"""Of one object, only those who administer its production; a page without an object shows each one’s own."""
READERS = CHANGERS
ANY_BOOKS = CHANGERS | OTHER_PRODUCTION


def work(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.work(cast).pk}


def film(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.teaser(cast)[0].pk}


def person(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.person(cast).pk}


def shown(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.show(cast, rows.work(cast), rows.person(cast)).pk}


def derivation(cast: Cast) -> dict[str, Any]:
    _visual, crop, _who = rows.poster(cast)
    return {"pk": crop.sources.get().pk}


def hiding(cast: Cast) -> dict[str, Any]:
    visual, crop, _who = rows.poster(cast)
    return {"pk": crop.pk, "depiction": visual.depictions.order_by("pk")[0].pk}


def hidden(cast: Cast) -> dict[str, Any]:
    visual, crop, _who = rows.poster(cast)
    depiction = visual.depictions.order_by("pk")[0]
    made = hide(work=crop, depiction=depiction, how="blurred", by=cast.nadia, at=AT)
    return {"pk": made.pk}


def licence(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.teaser(cast)[2].pk}


def asked(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.release(cast, rows.person(cast)).release.pk}


def token(cast: Cast) -> dict[str, Any]:
    return {"token": rows.release(cast, rows.person(cast)).address.rpartition("/g/")[2].strip("/")}


def cue(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.teaser(cast)[0].cues.get().pk}


def offer(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.offer(cast, rows.work(cast, kind="film"), 900).pk}


def obligation(cast: Cast) -> dict[str, Any]:
    return {"pk": rows.obligation(cast).pk}


VERDICTS: dict[str, Verdict] = {
    "office:rights:list": Verdict(BOOKS),
    "office:rights:add": Verdict(ANY_BOOKS),
    "office:rights:work": Verdict(READERS, args=work),
    "office:rights:edit": Verdict(CHANGERS, args=work),
    "office:rights:remove": Verdict(CHANGERS, args=work, method="post"),
    "office:rights:restore": Verdict(CHANGERS, args=work, method="post"),
    "office:rights:link": Verdict(CHANGERS, args=work, method="post"),
    "office:rights:cut": Verdict(CHANGERS, args=derivation, method="post"),
    "office:rights:show": Verdict(CHANGERS, args=work, method="post"),
    "office:rights:crowd": Verdict(
        CHANGERS, args=work, method="post", data=lambda cast: {"decision": "undecided"}
    ),
    "office:rights:list-complete": Verdict(CHANGERS, args=work, method="post"),
    "office:rights:list-open": Verdict(CHANGERS, args=work, method="post"),
    "office:rights:hide": Verdict(CHANGERS, args=hiding, method="post", data=lambda cast: {"how": "blurred"}),
    "office:rights:uncover": Verdict(CHANGERS, args=hidden, method="post"),
    "office:rights:decide-crowd": Verdict(CHANGERS, args=shown, method="post"),
    "office:rights:take-off": Verdict(CHANGERS, args=shown, method="post"),
    "office:rights:add-licence": Verdict(CHANGERS, args=work),
    "office:rights:licence": Verdict(CHANGERS, args=licence),
    "office:rights:remove-licence": Verdict(CHANGERS, args=licence, method="post"),
    "office:rights:restore-licence": Verdict(CHANGERS, args=licence, method="post"),
    "office:rights:person": Verdict(READERS, args=person),
    "office:rights:edit-person": Verdict(CHANGERS, args=person),
    "office:rights:agree": Verdict(CHANGERS, args=person, method="post"),
    "office:rights:withdraw": Verdict(CHANGERS, args=person, method="post"),
    "office:rights:ask": Verdict(CHANGERS, args=person, method="post"),
    "office:rights:take-release-back": Verdict(CHANGERS, args=asked, method="post"),
    "office:rights:cues": Verdict(READERS, args=film),
    "office:rights:cues-xlsx": Verdict(READERS, args=film),
    "office:rights:cues-paper": Verdict(READERS, args=lambda cast: {**film(cast), "language": "fr"}),
    "office:rights:cue": Verdict(CHANGERS, args=cue),
    "office:rights:remove-cue": Verdict(CHANGERS, args=cue, method="post"),
    "office:rights:offers": Verdict(READERS, args=film),
    "office:rights:decide-offer": Verdict(CHANGERS, args=offer, method="post"),
    "office:rights:reopen-offer": Verdict(CHANGERS, args=offer, method="post"),
    "office:rights:obligations": Verdict(BOOKS),
    "office:rights:add-obligation": Verdict(ANY_BOOKS),
    "office:rights:obligation": Verdict(READERS, args=obligation),
    "office:rights:meet-obligation": Verdict(CHANGERS, args=obligation, method="post"),
    "office:rights:reopen-obligation": Verdict(CHANGERS, args=obligation, method="post"),
    # Whoever holds the address may sign; nobody else knows it.
    "office:rights:sign": Verdict(EVERYBODY, args=token, method="post"),
    "office:rights:refuse-release": Verdict(EVERYBODY, args=token, method="post"),
    "office:rights:signed-paper": Verdict(frozenset(), args=token),
}

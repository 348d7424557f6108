"""D17 through the door: a network says « not now », then refuses our access; a person publishes and proves it.

Nothing is repeated blindly, the failure is on the screen, the pack has the words, and « published » comes only
with an address.
"""

import io
import re
import zipfile
from datetime import datetime, timedelta

import pytest
from django.test import Client

from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import NotYet, Reason, Refused
from coulisse.desks.community.publishing.queries.due import due
from coulisse.desks.community.publishing.sending import send_one
from tests.cast import Cast
from tests.desks.community.publishing.rows import DUE, an_account, armed
from tests.desks.community.publishing.scripted import Scripted

pytestmark = pytest.mark.django_db
STATE = Publication.State
PROOF = "https://social.mediane.example/@pleinjour/112"


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def test_429_then_an_expired_token_end_with_a_proof_by_hand(cast: Cast) -> None:
    row = armed(an_account(network="mastodon", production=cast.drache), text="Dans une heure, Plein Jour.")
    here = f"/community/publishing/{row.pk}"
    ines = Client()
    ines.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")

    def says() -> str:
        return words(ines.get(here).content)

    def at(moment: datetime) -> None:
        send_one(row.pk, now=lambda: moment, connect=network)
        row.refresh_from_db()

    network = Scripted([NotYet(timedelta(minutes=3), Reason.LIMIT)])
    at(DUE)
    assert (row.state, row.next_at) == (STATE.ARMED, DUE + timedelta(minutes=3)), "as late as the network asks"
    assert due(DUE + timedelta(minutes=2), 10) == []
    assert "Le réseau demande d’attendre" in says()

    network.preparations.append(Refused(Reason.TOKEN, permanent=False))
    at(DUE + timedelta(minutes=3))
    assert row.state == STATE.ARMED, "it leaves once somebody reconnects"
    assert NetworkAccount.objects.get().access == NetworkAccount.Access.REFUSED
    assert "reconnectez le compte" in says()

    ines.post(f"{here}/act", {"act": "by-hand"})
    pack = zipfile.ZipFile(io.BytesIO(ines.get(f"{here}/pack.zip").content))
    assert "Dans une heure, Plein Jour." in [pack.read(name).decode() for name in pack.namelist()]
    row.refresh_from_db()
    assert (row.state, row.address) == (STATE.BY_HAND, "")

    ines.post(f"{here}/prove", {"address": PROOF})
    row.refresh_from_db()
    assert (row.state, row.address) == (STATE.CONFIRMED, PROOF)
    assert PROOF in says()
    assert len(network.made) == 1, "an access that is refused makes no call"

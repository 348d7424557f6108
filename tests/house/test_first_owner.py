"""A new house: the command line invites its first owner, who joins by the printed address."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client as Browser

from coulisse.foundation.accounts.models import User
from coulisse.house.commands import migrate
from coulisse.house.outcome import Refused


@pytest.fixture(autouse=True)
def an_open_house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, db: None) -> None:
    @contextmanager
    def opened() -> Iterator[Path]:
        yield tmp_path

    monkeypatch.setattr(migrate, "open_house", opened)
    monkeypatch.setattr(migrate, "bring_to_this_version", lambda **_options: [])


def run(owner: str) -> int:
    return migrate.run(argparse.Namespace(owner=owner, json=False))


def test_the_first_owner_joins_by_the_printed_address(capsys: pytest.CaptureFixture[str], client: Browser) -> None:
    assert run("odile@meuse.example") == 0
    address = capsys.readouterr().out.split()[-1]
    path = "/" + address.split("/", 3)[3]
    assert client.get(path).status_code == 200
    sent = {"name": "Odile Meuse", "language": "fr", "password": "une-drache-en-mars"}
    assert client.post(path, sent).status_code == 302
    odile = User.objects.get(email="odile@meuse.example")
    assert odile.may("manage")
    assert client.get("/").status_code == 200


def test_who_joined_already_and_what_is_no_address_are_refused_in_words(cast: object) -> None:
    with pytest.raises(Refused, match="joined already"):
        run("odile@meuse.example")
    with pytest.raises(Refused, match="not an e-mail address"):
        run("odile")

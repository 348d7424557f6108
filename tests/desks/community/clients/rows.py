"""Briefs, portraits, notes and requests for tests."""

from datetime import date
from typing import Any

from coulisse.desks.community.clients.models import Brief, ColleagueRequest, MeetingNote, Portrait
from tests.cast import AT


def a_brief(**values: Any) -> Brief:
    told = {"goals": "Vendre 1 200 passes", "written_at": AT}
    return Brief.objects.create(**(told | values))


def a_portrait(**values: Any) -> Portrait:
    told = {
        "name": "Familles de Namur",
        "who": "Parents de 30 à 45 ans",
        "basis": "Billetterie 2026, n = 412",
        "known_on": date(2027, 1, 15),
    }
    return Portrait.objects.create(**(told | values))


def a_note(**values: Any) -> MeetingNote:
    told = {
        "on": date(2027, 3, 2),
        "present": "Kobe Maes, Inès Ouali",
        "said": "Le budget est ferme.",
        "written_at": AT,
    }
    return MeetingNote.objects.create(**(told | values))


def a_request(**values: Any) -> ColleagueRequest:
    told = {
        "service": "it",
        "addressee": "Joris",
        "what": "L’accès à la billetterie",
        "due_on": date(2027, 3, 12),
        "asked_at": AT,
    }
    return ColleagueRequest.objects.create(**(told | values))

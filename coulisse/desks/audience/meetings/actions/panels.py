"""Panels: who agreed to be asked, and asking them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.audience.facts.meetings import PanelAsked, PanelMade
from coulisse.desks.audience.meetings.actions.questionnaires import NotOpen
from coulisse.desks.audience.meetings.letters import panel_words
from coulisse.desks.audience.meetings.models import Panel, PanelInvitation, Panelist, Questionnaire
from coulisse.desks.audience.relations.access import visible_to
from coulisse.desks.audience.relations.models import Consent
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.tokens import new_token, token_hash
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import Posting, post_each
from coulisse.foundation.productions.models import Production


class NobodyToAsk(Exception):
    """No member of the panel is left to ask: asked before, gone, or without an address."""


def make(*, production: Production, values: Mapping[str, Any], by: User, at: datetime) -> Panel:
    with transaction.atomic():
        panel = Panel.objects.create(production=production, **values)
        announce(PanelMade(name=panel.name), by=by, at=at, about=panel, production=production.pk)
    return panel


def fill(*, panel: Panel, by: User, at: datetime) -> int:
    """Everybody within reach of `by` whose consent holds, and who is not in it. Returns how many joined."""
    agreed = (
        visible_to(by, "change")
        .filter(
            consents__purpose=Consent.Purpose.PANEL,
            consents__withdrawn_at__isnull=True,
            pseudonymised_at__isnull=True,
        )
        .exclude(pk__in=panel.panelists.filter(left_at__isnull=True).values("writer_id"))
    )
    with transaction.atomic():
        rows = [Panelist(panel=panel, writer=one, joined_at=at) for one in agreed.distinct()]
        return len(Panelist.objects.bulk_create(rows, ignore_conflicts=True))


def leave(*, panelist: Panelist, at: datetime) -> None:
    Panelist.objects.filter(pk=panelist.pk, left_at__isnull=True).update(left_at=at)


def ask(*, panel: Panel, questionnaire: Questionnaire, root: str, by: User, at: datetime) -> int:
    """A link of their own to each member whose consent holds. `root` begins the address.

    Raises NotOpen, NobodyToAsk.
    """
    with transaction.atomic():
        if not questionnaire.is_open:
            raise NotOpen(questionnaire.pk)
        members = (
            panel.panelists.filter(
                left_at__isnull=True,
                writer__consents__purpose=Consent.Purpose.PANEL,
                writer__consents__withdrawn_at__isnull=True,
                writer__addresses__kind="email",
                writer__addresses__bounced_at__isnull=True,
            )
            .exclude(invitations__questionnaire=questionnaire)
            .select_related("writer")
            .prefetch_related("writer__addresses")
            .distinct()
        )
        invitations, letters = [], []
        for one in members:
            token = new_token()
            invitations.append(
                PanelInvitation(
                    questionnaire=questionnaire, panelist=one, token_hash=token_hash(token), sent_at=at
                )
            )
            words = panel_words(
                questionnaire, name=one.writer.name, language=one.writer.language, link=f"{root}{token}/"
            )
            letters.append(
                Posting(
                    address=next(mail.value for mail in one.writer.addresses.all() if mail.kind == "email"),
                    name=one.writer.name,
                    subject=words.subject,
                    text=words.text,
                    language=words.language,
                    production=panel.production_id,
                    about="audience.questionnaire",
                    about_id=questionnaire.pk,
                )
            )
        if not letters:
            raise NobodyToAsk(panel.pk)
        PanelInvitation.objects.bulk_create(invitations)
        post_each(letters, by=by, at=at)
        fact = PanelAsked(title=str(questionnaire), name=panel.name, count=len(letters))
        announce(fact, by=by, at=at, about=panel, production=panel.production_id)
    return len(letters)

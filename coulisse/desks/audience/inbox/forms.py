"""What is typed and chosen in the inbox."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.audience.current import within_reach
from coulisse.desks.audience.inbox.actions import MOST, Act
from coulisse.desks.audience.inbox.queries.listing import topic_label
from coulisse.desks.audience.inbox.queries.people import colleague
from coulisse.desks.audience.intake.access import access_conversation
from coulisse.desks.audience.intake.actions import NothingWritten, correct
from coulisse.desks.audience.intake.labels import KINDS, ROUTES
from coulisse.desks.audience.intake.models import Conversation, Topic
from coulisse.desks.audience.intake.topic_sets import HOUSE
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production

ME = "me"
ACTS = (*(act.value for act in Act), "topic", "case")
LONGEST_NOTE = 20_000


class SelectionForm(forms.Form):
    """One act on the ticked rows."""

    act = forms.ChoiceField(
        choices=[(act, act) for act in ACTS], error_messages={"required": _("Choose what to do.")}
    )
    conversation = forms.CharField(required=False)
    person = forms.CharField(required=False, max_length=20)
    desk = forms.ChoiceField(choices=[("", ""), *ROUTES.items()], required=False)
    topic = forms.ModelChoiceField(
        queryset=Topic.objects.filter(archived_at__isnull=True, within__code=HOUSE), required=False
    )

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.ticked = data.getlist("conversation")

    def conversations(self) -> list[int]:
        """The numbers ticked, without doubles, the first `MOST`."""
        known = [int(one) for one in self.ticked if one.isascii() and one.isdigit() and len(one) < 18]
        return list(dict.fromkeys(known))[:MOST]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not self.conversations():
            raise forms.ValidationError(_("Tick the conversations first."))
        found["to"] = None
        if found.get("act") == Act.ASSIGN:
            found["to"] = person_of(found.get("person", ""), self.user, None)
            if found["to"] is None:
                raise forms.ValidationError(_("Choose to whom."))
        if found.get("act") == Act.ROUTE and not found.get("desk"):
            raise forms.ValidationError(_("Choose to which desk."))
        if found.get("act") == "topic" and found.get("topic") is None:
            raise forms.ValidationError(_("Choose the topic."))
        return found

    def correct(self, chosen: Sequence[int], topic: Topic, *, at: datetime) -> int:
        """The topic of each, learned from one by one; how many. A message without words teaches nothing."""
        count = 0
        for pk in chosen:
            conversation = access_conversation(self.user, pk, to="change")
            with suppress(NothingWritten):
                correct(conversation=conversation, about=topic.within.code, label=topic.code, by=self.user, at=at)
                count += 1
        return count


class NoteForm(forms.Form):
    """For colleagues; it never leaves the house."""

    text = forms.CharField(
        label=pgettext_lazy("between colleagues", "Note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note.")},
    )


class SortForm(forms.Form):
    """What it is and what it is about, as somebody who read it says."""

    kind = forms.ChoiceField(label=pgettext_lazy("message", "Kind"), required=False)
    topic = forms.ModelChoiceField(
        label=_("Topic"), queryset=Topic.objects.none(), required=False, empty_label=_("None")
    )
    production = forms.ModelChoiceField(label=_("Production"), queryset=Production.objects.none(), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, *, conversation: Conversation, user: User) -> None:
        first = {
            "kind": conversation.kind,
            "topic": conversation.topic_id,
            "production": conversation.production_id,
            "version": conversation.version,
        }
        super().__init__(data, initial=first)
        kinds = self.fields["kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [("", _("None")), *((code, mark.label) for code, mark in KINDS.items())]
        topics, productions = self.fields["topic"], self.fields["production"]
        assert isinstance(topics, forms.ModelChoiceField) and isinstance(productions, forms.ModelChoiceField)
        topics.queryset = Topic.objects.filter(archived_at__isnull=True, within__code=HOUSE).select_related(
            "within"
        )
        topics.label_from_instance = topic_label  # type: ignore[assignment,method-assign]  # Django's way to name a row
        productions.queryset = within_reach(user, "change").order_by("title", "pk")
        if user.may("change", desk=Desk.AUDIENCE, production=None):
            productions.empty_label = _("None: the house")
        else:
            productions.required, productions.empty_label = True, None


def person_of(written: str, user: User, production: int | None) -> User | None:
    """« me », or the number of a colleague who answers this public; None for anybody else."""
    if written == ME:
        return user
    if not (written.isascii() and written.isdigit() and len(written) < 18):
        return None
    return colleague(production, int(written), day=timezone.localdate())

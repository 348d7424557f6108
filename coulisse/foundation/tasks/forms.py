"""What is typed about a task."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.forms import DayInput
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.queries import OPEN_STATES, visible_to
from coulisse.foundation.tasks.access import may_see
from coulisse.foundation.tasks.models import Task
from coulisse.foundation.tasks.queries import Wanted, assignable

if TYPE_CHECKING:
    TaskModelForm = forms.ModelForm[Task]
else:
    TaskModelForm = forms.ModelForm


class HourInput(forms.TimeInput):
    """An hour, picked or typed."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def productions_for(user: User) -> Any:
    """The open productions under which this person may put a task."""
    reached = user.scope().productions("change")
    found = Production.objects.filter(state__in=OPEN_STATES)
    return found if reached is None else found.filter(pk__in=reached)


def clients_for(user: User) -> Any:
    """The clients with whom this person may share a task."""
    reached = user.scope().clients("change")
    found = Client.objects.filter(archived_at__isnull=True)
    return found if reached is None else found.filter(pk__in=reached)


class TaskForm(TaskModelForm):
    """A task with its checklist, one line each."""

    checklist = forms.CharField(
        label=_("Checklist"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One line each."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Task
        fields: ClassVar = [
            "title",
            "due_on",
            "due_time",
            "person",
            "priority",
            "state",
            "production",
            "client",
            "notes",
        ]
        widgets: ClassVar = {
            "due_on": DayInput(),
            "due_time": HourInput(),
            "notes": forms.Textarea({"rows": 3}),
        }
        help_texts: ClassVar = {"client": _("The people of this client will see the task.")}

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        task = self.instance
        self._choices("person", assignable(user, today), task.person_id, pgettext_lazy("person", "nobody yet"))
        self._choices(
            "production", productions_for(user), task.production_id, pgettext_lazy("production", "the house")
        )
        self._choices("client", clients_for(user), task.client_id, pgettext_lazy("client", "nobody outside"))
        if not self.fields["client"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["client"]
        if task.pk:
            self.initial.setdefault("version", task.version)
            self.initial.setdefault("checklist", "\n".join(check.text for check in task.checks.all()))
        else:
            del self.fields["state"]

    def _choices(self, name: str, found: Any, current: int | None, nothing: Any) -> None:
        """The rows one may choose, and the one chosen already even when one could not choose it today."""
        field = self.fields[name]
        if current and not found.filter(pk=current).exists():
            found = found.model.objects.filter(pk__in=[*found.values_list("pk", flat=True), current])
        field.queryset, field.empty_label = found, nothing  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        typed = self.cleaned_data
        if typed.get("due_time") and not typed.get("due_on"):
            self.add_error("due_on", _("An hour needs its day. Choose the day, or clear the hour."))
        person, production, client = typed.get("person"), typed.get("production"), typed.get("client")
        if person and not may_see(
            person,
            production=production.pk if production else None,
            client=client.pk if client else None,
            person=person.pk,
        ):
            self.add_error(
                "person",
                forms.ValidationError(
                    _("%(person)s does not reach this production or client. Choose someone of the team."),
                    params={"person": str(person)},
                ),
            )
        return typed

    def values(self) -> dict[str, Any]:
        """The fields as the actions take them; the state goes by its own way."""
        names = [name for name in self.Meta.fields if name in self.fields and name != "state"]
        return {name: self.cleaned_data[name] for name in names}

    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["checklist"].splitlines() if line.strip()]


class SnoozeForm(forms.Form):
    """Another day."""

    due_on = forms.DateField(label=_("Due on"), widget=DayInput())


class AssignForm(forms.Form):
    """Several tasks for one person."""

    task = forms.ModelMultipleChoiceField(Task.objects.none())
    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"))

    def __init__(self, *args: Any, user: User, tasks: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["task"].queryset = tasks  # type: ignore[attr-defined]
        self.fields["person"].queryset = assignable(user, today)  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("mine", _("My tasks")), ("all", _("All tasks")), ("nobody", _("Nobody’s"))],
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    production = forms.ModelChoiceField(Production.objects.none(), label=_("Production"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("open", pgettext_lazy("tasks", "Open")), *Task.State.choices]  # type: ignore[attr-defined]
        production = self.fields["production"]
        production.queryset = visible_to(user)  # type: ignore[attr-defined]
        production.empty_label = _("All productions")  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Whatever is readable of the filter; a value that is not is left aside."""
        self.is_valid()
        typed = self.cleaned_data
        production = typed.get("production")
        return Wanted(
            words=typed.get("q", ""),
            whose=typed.get("whose") or "mine",
            state=typed.get("state") or "open",
            production=production.pk if production else None,
        )

"""The production that a page of a desk is about: the one in the address, else the one being worked on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.current import asked_production, open_production, show_as_current
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.queries import OPEN_STATES
from coulisse.foundation.ui.doors import MEMBER, Page, SignedInRequest, door


@dataclass(frozen=True, slots=True)
class DeskProductions:
    """The productions of one desk. `likely`: types it opens on first; `none_template`: nothing within reach."""

    desk: Desk
    none_template: str
    likely: tuple[str, ...] = ()

    def within_reach(self, user: User, to: str = "read") -> QuerySet[Production]:
        """The productions where this person may read (or change) what the desk holds."""
        reached = user.scope().productions(to, desk=self.desk)
        return Production.objects.all() if reached is None else Production.objects.filter(pk__in=reached)

    def current(self, request: SignedInRequest) -> Production | None:
        """The production asked for, else the open one that is most likely meant; None without any in reach."""
        found = self.within_reach(request.user).select_related("company")
        asked = asked_production(request)
        chosen = found.filter(pk=asked).first() if asked is not None else None
        if chosen is not None:
            return chosen
        likely = Case(When(type__in=self.likely, then=Value(0)), default=Value(1))
        return found.filter(state__in=OPEN_STATES).order_by(likely, "starts_on", "pk").first()

    def page(self, page: Page) -> Callable[..., HttpResponseBase]:
        """A page of the desk for members: it is called with the current production as its second argument.

        Whoever has no production at this desk reads so, and what to do.
        """

        @wraps(page)
        def placed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            signed_in: SignedInRequest = request  # type: ignore[assignment]  # the door below has seen to it
            production = self.current(signed_in)
            if production is None:
                return render(request, self.none_template, status=404)
            show_as_current(request, production.pk)
            if request.method == "POST" and asked_production(request) == production.pk:
                open_production(request, production.pk)  # what was sent from another tab leads back to its own
            return page(request, production, *args, **kwargs)

        return door(MEMBER)(placed)

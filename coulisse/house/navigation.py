"""The rail and the slices of this house, as data. A desk that opens changes its own line."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.ui.navigation import HOUSE, Slice, Tab

TABS: tuple[Tab, ...] = (
    Tab(HOUSE, pgettext_lazy("morning screen", "Morning"), "sun-horizon", "matin", key="m"),
    Tab("office", pgettext_lazy("desk", "Administration"), "coins", "office:home", key="a"),
    Tab("floor", pgettext_lazy("desk", "Set"), "film-slate", "floor:home", key="p"),
    Tab("audience", pgettext_lazy("desk", "Audience"), "chats-circle", "audience:home", key="u"),
    Tab("community", pgettext_lazy("desk", "Community"), "megaphone-simple", "community:home", key="c"),
)

SLICES: Mapping[str, tuple[Slice, ...]] = {
    HOUSE: (
        Slice(pgettext_lazy("morning screen", "Morning"), "matin", "sun-horizon"),
        Slice(_("Tasks"), "tasks:list", "check-square", count="tasks"),
        Slice(_("People"), "people:contacts", "users"),
        Slice(_("Places"), "places:list", "map-pin"),
        Slice(_("Documents"), "documents:list", "files"),
        Slice(_("Productions"), "productions:list", "film-strip"),
        Slice(_("Bookings"), "bookings:list", "calendar-check"),
        Slice(pgettext_lazy("broadcast", "Grid"), "grid:list", "television-simple"),
        Slice(_("Parameters"), "parameters:list", "sliders-horizontal"),
        Slice(_("Mail"), "mailroom:list", "paper-plane-tilt", count="mail"),
        Slice(_("Jobs"), "jobs:list", "hourglass-medium", count="jobs"),
        Slice(_("Journal"), "journal:list", "notebook"),
        Slice(_("Companies"), "companies:list", "building-office"),
        Slice(_("Team"), "accounts:list", "identification-badge"),
    ),
    "office": (
        Slice(pgettext_lazy("office", "Budget"), "office:budget:grid", "table"),
        Slice(_("Financing"), "office:financing:plan", "bank"),
        Slice(pgettext_lazy("office", "Cash"), "office:cash:forecast", "chart-line"),
        Slice(_("Cost report"), "office:costs:report", "chart-bar"),
        Slice(_("Spending"), "office:spending:yesterday", "receipt", count="spending_to_validate"),
        Slice(pgettext_lazy("office", "Ledger"), "office:ledger:list", "book-open"),
        Slice(pgettext_lazy("office", "Rights"), "office:rights:list", "shield-check"),
        Slice(_("Calculators"), "office:tape:calculators", "calculator"),
    ),
    "floor": (
        Slice(_("Screenplay"), "floor:script:drafts", "article"),
        Slice(_("Breakdown"), "floor:breakdown:scenes", "highlighter", count="scenes_to_review"),
        Slice(_("Shooting plan"), "floor:schedule:board", "kanban"),
        Slice(_("Call sheets"), "floor:callsheets:list", "megaphone-simple", count="callsheets"),
        Slice(_("On the day"), "floor:dailies:today", "clock-countdown"),
        Slice(_("Reports"), "floor:reports:list", "clipboard-text"),
        Slice(_("Crew"), "floor:crew:list", "users-three"),
    ),
    "audience": (
        Slice(pgettext_lazy("audience", "Inbox"), "audience:inbox:list", "tray", count="audience_open"),
        Slice(
            pgettext_lazy("audience", "Answers"), "audience:answers:list", "chat-text", count="audience_answers"
        ),
        Slice(_("Families"), "audience:families:list", "stack", count="audience_families"),
        Slice(pgettext_lazy("audience", "Cases"), "audience:cases:list", "folder-open", count="audience_cases"),
        Slice(_("Crisis"), "audience:crisis:cockpit", "siren"),
        Slice(pgettext_lazy("audience", "Syntheses"), "audience:reports:list", "chart-bar"),
        Slice(_("Meetings"), "audience:meetings:list", "calendar-heart"),
        Slice(pgettext_lazy("audience", "People"), "audience:relations:list", "users"),
        Slice(pgettext_lazy("audience", "Privacy"), "audience:privacy:home", "lock", count="audience_privacy"),
        Slice(pgettext_lazy("audience", "Channels"), "audience:intake:channels", "plugs-connected"),
    ),
    "community": (
        Slice(pgettext_lazy("community", "Calendar"), "community:calendar:board", "calendar-blank"),
        Slice(
            pgettext_lazy("community", "Approvals"),
            "community:approving:list",
            "seal-check",
            count="approvals_waiting",
        ),
        Slice(
            pgettext_lazy("networks", "Publications"),
            "community:publishing:list",
            "megaphone-simple",
            count="publications_waiting",
        ),
        Slice(
            pgettext_lazy("networks", "Comments"),
            "community:moderation:list",
            "chats-circle",
            count="comments_waiting",
        ),
        Slice(pgettext_lazy("community", "Composer"), "community:composing:list", "note-pencil"),
        Slice(pgettext_lazy("community", "Animation"), "community:animation:list", "game-controller"),
        Slice(pgettext_lazy("networks", "Figures"), "community:performance:home", "chart-line"),
        Slice(pgettext_lazy("community", "Strategy"), "community:strategy:tree", "git-branch"),
        Slice(pgettext_lazy("networks", "Watch"), "community:watch:list", "eye"),
        Slice(pgettext_lazy("community", "Clients"), "community:clients:list", "briefcase"),
        Slice(pgettext_lazy("networks", "Accounts"), "community:accounts:list", "plugs-connected"),
    ),
}

ACTS: Mapping[str, tuple[Slice, ...]] = {
    "audience": (Slice(_("Note a call"), "audience:intake:call", "phone-call", key="t"),),
}

SAMPLE_ONLY: tuple[Slice, ...] = (
    Slice(_("Make the sample house again"), "reset_sample", "arrow-counter-clockwise"),
)
PERSON_MENU: tuple[Slice, ...] = (
    Slice(_("My profile"), "accounts:profile", "user-circle"),
    Slice(_("Password"), "account_change_password", "key"),
    Slice(_("Second factor and passkeys"), "mfa_index", "fingerprint"),
    Slice(_("Calendars on my telephone"), "feeds:list", "device-mobile"),
    Slice(_("Open sessions"), "usersessions_list", "monitor"),
    *(SAMPLE_ONLY if settings.DEMO else ()),
)

SEARCH = "search:find"

"""Where each kind of object is shown: the journal and the documents turn a label into an address here."""

from collections.abc import Callable
from typing import Final

from django.urls import reverse

ROUTES: Final = {
    "people.contact": "people:contact",
    "places.place": "places:detail",
    "productions.production": "productions:detail",
    "documents.document": "documents:detail",
    "tasks.task": "tasks:detail",
    "companies.company": "companies:company",
    "accounts.user": "accounts:person",
    "accounts.client": "accounts:client",
    "grid.programme": "grid:programme",
    "parameters.parameter": "parameters:parameter",
    "mailroom.letter": "mailroom:letter",
    "mailroom.mailbox": "mailroom:mailbox",
    "jobs.job": "jobs:one",
    "floor.draft": "floor:script:draft",
    "floor.scene": "floor:breakdown:scene",
    "floor.set": "floor:script:set_edit",
    "floor.element": "floor:breakdown:element",
    "floor.callsheet": "floor:callsheets:sheet",
    "floor.crewmember": "floor:crew:edit",
    "office.expense": "office:spending:expense",
    "office.quoterequest": "office:spending:request",
    "office.meeting": "office:spending:meeting",
    "office.impact": "office:costs:impact",
    "office.budget": "office:budget:tables",
    "office.budgetline": "office:budget:line",
    "office.posting": "office:ledger:posting",
    "office.work": "office:rights:work",
    "office.portrayed": "office:rights:person",
    "office.obligation": "office:rights:obligation",
    "audience.writer": "audience:relations:person",
    "audience.ticketimport": "audience:relations:ticket-import",
    "audience.publicform": "audience:intake:form-edit",
    "audience.paperletter": "audience:intake:letter",
    "audience.case": "audience:cases:case",
    "audience.conversation": "audience:inbox:thread",
    "audience.wording": "audience:answers:wording",
    "audience.report": "audience:reports:report",
    "audience.crisis": "audience:crisis:review",
    "audience.restriction": "audience:care:restriction",
    "audience.threatfile": "audience:care:threat",
    "audience.bulkanswer": "audience:answers:bulk",
    "audience.recommendation": "audience:cases:change",
    "audience.routedquestion": "audience:cases:question",
    "audience.postedletter": "audience:cases:letter",
    "community.publication": "community:publishing:publication",
    "community.animation": "community:animation:one",
    "community.shootplan": "community:animation:plan",
    "community.networkaccount": "community:accounts:account",
    "community.comment": "community:moderation:comment",
    "community.moderationrule": "community:moderation:rule",
    "community.reportfile": "community:moderation:file",
    "community.objective": "community:strategy:objective",
    "community.idea": "community:strategy:idea",
    "community.datafile": "community:performance:file",
    "community.accountaudit": "community:performance:audit",
    "community.directionpage": "community:performance:page",
    "community.submission": "community:approving:submission",
    "community.approvalroute": "community:approving:route",
}


def resolver(label: str) -> Callable[[int], str]:
    """The function that writes the address of one object of this kind. It reads nothing."""

    def address(pk: int) -> str:
        return reverse(ROUTES[label], args=[pk])

    return address


def __getattr__(name: str) -> Callable[[int], str]:
    """`coulisse.house.subjects.people_contact` is the resolver of `people.contact`: what settings name."""
    label = name.replace("_", ".", 1)
    if label not in ROUTES:
        raise AttributeError(name)
    return resolver(label)

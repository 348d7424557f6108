"""The calendar asks how far its publications are approved: each role of the route, in its order, in the words of
the reader. Who holds the role is not told: a calendar is read by more people than an approval."""

from coulisse.desks.community.approving.queries.dots import dots_of
from coulisse.desks.community.questions import HowFarApproved
from coulisse.foundation.journal.links import Answer, Reason, gate

ROLE = "approval.role"


@gate(answers=HowFarApproved)
def each_role(question: HowFarApproved) -> Answer:
    told = tuple(
        Reason(ROLE, {"publication": publication, "role": one.label, "words": one.words, "dot": one.dot})
        for publication, bar in dots_of(question.publications, at=question.at).items()
        for one in bar
    )
    return Answer(True, told)

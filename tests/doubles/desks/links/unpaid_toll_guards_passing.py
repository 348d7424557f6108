from coulisse.foundation.journal.links import Answer, Reason, gate
from tests.doubles.desks.ledger.book import lines
from tests.doubles.desks.sluice.questions import MayPass


@gate(answers=MayPass)
def toll_paid(question: MayPass) -> Answer | None:
    match question.boat:
        case "silent":
            return None
        case "breaking":
            raise ZeroDivisionError
    paid = [source for source, line in lines() if line == f"paid {question.boat}"]
    if not paid:
        return Answer(False, (Reason("ledger.toll-unpaid", {"boat": question.boat}),))
    return Answer(True, sources=tuple(paid))

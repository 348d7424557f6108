"""Who may use the calculators: whoever reads the books of the production; each has a tape of their own."""

from tests.desks.office.verdicts import BOOKS
from tests.walk import Verdict

VERDICTS = {
    "office:tape:calculators": Verdict(BOOKS),
    "office:tape:paper": Verdict(BOOKS),
    "office:tape:tear_off": Verdict(BOOKS, method="post"),
    "office:tape:put_back": Verdict(BOOKS, method="post"),
}

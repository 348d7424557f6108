"""The report in the reader's words: the finding on top of the page, the rule behind a final cost."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coulisse.engines.costs import Why
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel import Money, write_money
from coulisse.kernel.language import Language


def reader() -> Language:
    return reading_language(get_language() or "fr")


def finding(variance: Money) -> str:
    """« Le film finit 495,95 € sous le budget »."""
    if not variance:
        return _("The film ends on its budget, to the cent")
    amount = {"amount": write_money(abs(variance), reader())}
    if variance.cents < 0:
        return _("The film ends %(amount)s under its budget") % amount
    return _("The film ends %(amount)s over its budget") % amount


def rule_of(why: Why) -> str:
    """Where the final cost of an account comes from."""
    values = {
        "base": write_money(why.base, reader()),
        "forecast": write_money(why.forecast, reader()),
        "to_date": write_money(why.to_date, reader()),
        "final": write_money(why.final, reader()),
    }
    if why.rule == "spent":
        return _("More is spent and promised (%(to_date)s) than was expected: F = D.") % values
    if why.rule == "estimate":
        return _("Somebody’s estimate, %(base)s, and the forecasts, %(forecast)s: F = %(final)s.") % values
    return _("The budget, %(base)s, and the forecasts, %(forecast)s: F = %(final)s.") % values

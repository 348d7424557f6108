"""The words of the follow-up that several pages say: rules, steps, conditions of admissibility."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from coulisse.engines.deadlines import Unit, Verdict

VERDICTS: Final[dict[str, Promise]] = {
    Verdict.MET: pgettext_lazy("condition", "met"),
    Verdict.UNMET: pgettext_lazy("condition", "not met"),
    Verdict.UNKNOWN: pgettext_lazy("condition", "not known"),
}
CONDITIONS: Final[dict[str, Promise]] = {
    "cdj.delay": gettext_lazy("Within two months of the broadcast or publication"),
    "cdj.length": gettext_lazy("5,000 characters at most, spaces left out"),
    "cdj.identity": gettext_lazy("Name and address of the complainant"),
    "cdj.reference": gettext_lazy("Precise reference of the programme, or a copy"),
    "cdj.motives": gettext_lazy("Motives of the complaint"),
    "cdj.mediation": gettext_lazy("The outlet was asked first"),
    "csa.identity": gettext_lazy("Name of the complainant: no anonymous complaint"),
    "csa.address": gettext_lazy("Address of the complainant"),
    "csa.reference": gettext_lazy("Programme and date"),
    "reply.delay": gettext_lazy("Within thirty days of the broadcast"),
    "reply.registered": gettext_lazy("By registered letter"),
    "reply.named": gettext_lazy("Named or recognisable in the broadcast"),
    "reply.identity": gettext_lazy("Name of whoever answers"),
    "reply.reference": gettext_lazy("Programme and date"),
}
CONFIDENCE: Final[dict[str, Promise]] = {
    "H": pgettext_lazy("confidence", "high"),
    "M": pgettext_lazy("confidence", "medium"),
    "L": pgettext_lazy("confidence", "low"),
}


def rule_in_words(amount: int | None, unit: str) -> str:
    """« 30 working days », in the reader's language."""
    if amount is None:
        return pgettext("rule", "day chosen by hand")
    if unit == Unit.WORKING_DAYS:
        return ngettext("%(n)s working day", "%(n)s working days", amount) % {"n": amount}
    if unit == Unit.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", amount) % {"n": amount}
    return ngettext("%(n)s day", "%(n)s days", amount) % {"n": amount}


def step_in_words(code: str, text: str) -> str:
    """A step of a case as a sentence."""
    sentences = {
        "opened": _("Case opened"),
        "joined": _("Joined to the case: %(text)s"),
        "left": _("Taken out of the case: %(text)s"),
        "merged": _("Merged into this case: %(text)s"),
        "closed": _("Case closed: %(text)s"),
        "reopened": _("Case opened again"),
    }
    return sentences.get(code, "%(text)s") % {"text": text}

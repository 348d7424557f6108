"""What the codes of the slice say to people."""

from django.utils.translation import gettext as _

from coulisse.desks.community.animation.guardrails import Code, Refusal


def refusal_words(refusal: Refusal) -> str:
    """What is refused, why, and what to do."""
    told = {"language": refusal.language.upper(), "words": refusal.words}
    match refusal.code:
        case Code.BOUND_UNKNOWN:
            said = _(
                "A legal bound of contests has no value on the day of this one: write it in the parameters, with "
                "its source."
            )
        case Code.UNDER_LEAST_AGE:
            said = _("On its day nobody under %(words)s takes part in a contest: raise its least age.")
        case Code.SKILL_FORBIDDEN:
            said = _("On its day no contest is won by skill: let a jury choose.")
        case Code.DRAW_UNAUTHORISED:
            said = _(
                "A draw by lot is refused without the reference of its authorisation. Give the reference, "
                "or let skill "
                "and a tie-break question decide."
            )
        case Code.DRAW_IN_WORDS:
            said = _(
                "“%(words)s” (%(language)s) promises a draw by lot, but this animation is none. Take it "
                "out, or choose a "
                "draw, which needs an authorisation."
            )
        case Code.SHARE:
            said = _(
                "“%(words)s” (%(language)s) asks people to share: that is no condition of a contest. Take it out."
            )
        case Code.TAG:
            said = _(
                "“%(words)s” (%(language)s) asks people to name somebody else: that is no condition of a "
                "contest. Take "
                "it out."
            )
        case Code.NO_TITLE:
            said = _("It has no title: write one in each language of its public page.")
        case Code.LANGUAGE_MISSING:
            said = _(
                "Something is missing in this language: %(language)s. Rules and questions are the same in all."
            )
        case Code.NO_ORGANISER:
            said = _("The rules do not say who organises: give name and address.")
        case Code.NO_COMPLAINTS:
            said = _("The rules do not say where one complains: give an address.")
        case Code.NO_PRIZE:
            said = _("The rules do not say what one wins (%(language)s).")
        case Code.NO_CRITERIA:
            said = _("The rules do not say by what the jury chooses (%(language)s).")
        case Code.NO_TIE_BREAK:
            said = _(
                "The tie-break question or its true answer is missing (%(language)s): skill decides, never lots."
            )
        case Code.NO_QUESTION:
            said = _("It asks nothing: write a question with two choices or more.")
        case Code.NO_RIGHT_ANSWER:
            said = _("A question has no right answer: put a star before the right choice.")
    return said % told


def left_out_words(reason: str) -> str:
    """Why somebody does not take part."""
    return {
        "under_age": _("under the least age"),
        "age_not_declared": _("age not declared"),
        "rules_not_accepted": _("rules not accepted"),
        "by-hand": _("ruled out by the organiser"),
    }.get(reason, reason)

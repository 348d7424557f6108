"""Comments of the public: how grave, which rule speaks, who is organised. See docs/engines/moderation.md."""

from coulisse.engines.moderation.organised import Group, Spoken, organised
from coulisse.engines.moderation.rules import Action, Rate, Rule, Said, Verdict, verdicts
from coulisse.engines.moderation.severity import FOLDED, ORDER, Judged, Reason, Severity, judge_all
from coulisse.engines.moderation.words import Lexicon, Problem, Term, read_terms, words_of

__all__ = [
    "FOLDED",
    "ORDER",
    "Action",
    "Group",
    "Judged",
    "Lexicon",
    "Problem",
    "Rate",
    "Reason",
    "Rule",
    "Said",
    "Severity",
    "Spoken",
    "Term",
    "Verdict",
    "judge_all",
    "organised",
    "read_terms",
    "verdicts",
    "words_of",
]

"""Rules propose; whoever criticises is never hidden by one."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.moderation import (
    Action,
    Judged,
    Lexicon,
    Rate,
    Rule,
    Said,
    Severity,
    Verdict,
    judge_all,
    read_terms,
    verdicts,
)

AT = datetime.fromisoformat("2027-04-18T20:30:00+02:00")


def words(text: str) -> Lexicon:
    return Lexicon(read_terms(text)[0])


def one(text: str, *rules: Rule, language: str = "fr", topics: frozenset[str] = frozenset()) -> Verdict:
    return verdicts([Said("1", text, "a", AT, language, topics)], rules)[0]


def test_a_word_of_the_list_is_proposed_to_be_hidden_with_its_word() -> None:
    rule = Rule(7, Action.HIDE, lexicon=words("zinzin*"), severity=Severity.INSULT)
    verdict = one("Quelle bande de zinzins", rule)
    assert (verdict.action, verdict.rule, verdict.severity) == (Action.HIDE, 7, Severity.INSULT)
    assert [(reason.code, reason.words) for reason in verdict.reasons] == [("rule", ("zinzin*",))]


def test_criticism_is_flagged_and_never_hidden_and_the_verdict_says_so() -> None:
    rule = Rule(7, Action.HIDE, lexicon=words("honteux"), severity=Severity.HATE)
    verdict = one("C’est honteux, ce montage", rule)
    assert (verdict.action, verdict.severity, verdict.is_spared) == (Action.FLAG, Severity.CRITICISM, True)
    assert verdict.reasons[-1].code == "spared"


def test_an_insult_beside_a_criticism_may_be_hidden() -> None:
    rule = Rule(7, Action.HIDE, severities=frozenset({"insult"}))
    verdict = one("C’est honteux, bande de connards, vous êtes des ordures", rule)
    assert (verdict.action, verdict.is_spared) == (Action.HIDE, False)


@given(st.sampled_from(["C’est nul", "Quelle honte", "Schandalig", "Je suis très déçu", "Le son est inaudible"]))
def test_no_rule_whatsoever_hides_a_criticism(text: str) -> None:
    judged: Judged = judge_all([text])[0]
    everything = [
        Rule(1, Action.HIDE, lexicon=words("\n".join(judged.words)), severity=Severity.THREAT),
        Rule(2, Action.HIDE, severities=frozenset(Severity)),
        Rule(3, Action.HIDE, languages=frozenset({"fr", "nl"})),
        Rule(4, Action.HIDE, rate=Rate(1, 60)),
    ]
    verdict = one(text, *everything)
    assert verdict.action is Action.FLAG
    assert verdict.severity is Severity.CRITICISM


def test_all_conditions_must_hold() -> None:
    rule = Rule(1, Action.FLAG, lexicon=words("promo*"), languages=frozenset({"nl"}), links=1)
    assert one("promo https://a.example", rule, language="fr").action is None
    assert one("promo", rule, language="nl").action is None
    assert one("promo https://a.example", rule, language="nl").action is Action.FLAG


def test_a_topic_is_a_condition() -> None:
    rule = Rule(1, Action.SORT, topics=frozenset({"sound"}), severity=Severity.CRITICISM)
    assert one("Bonsoir", rule, topics=frozenset({"sound"})).severity is Severity.CRITICISM
    assert one("Bonsoir", rule).action is None


def test_a_rule_without_a_condition_never_speaks() -> None:
    assert one("Bonsoir", Rule(1, Action.HIDE)).action is None


def test_the_rate_counts_an_author_up_to_this_comment_with_what_came_before() -> None:
    rule = Rule(1, Action.FLAG, rate=Rate(3, 10))
    said = [Said(str(n), "Bonsoir", "a", AT + timedelta(minutes=n)) for n in range(4)]
    said.append(Said("late", "Bonsoir", "a", AT + timedelta(minutes=40)))
    said.append(Said("other", "Bonsoir", "b", AT + timedelta(minutes=3)))
    found = {one.key: one.action for one in verdicts(said, [rule])}
    assert found == {"0": None, "1": None, "2": Action.FLAG, "3": Action.FLAG, "late": None, "other": None}
    with_before = verdicts(said[:1], [rule], before={"a": [AT - timedelta(minutes=1), AT - timedelta(minutes=2)]})
    assert with_before[0].action is Action.FLAG


def test_the_strongest_proposal_wins_and_severity_only_rises() -> None:
    rules = [
        Rule(1, Action.FLAG, lexicon=words("zinzin*"), severity=Severity.PRAISE),
        Rule(2, Action.HIDE, lexicon=words("zinzin*"), severity=Severity.SPAM),
        Rule(3, Action.SORT, lexicon=words("zinzin*"), severity=Severity.HATE),
    ]
    verdict = one("zinzins", *rules)
    assert (verdict.action, verdict.rule, verdict.severity) == (Action.HIDE, 2, Severity.HATE)

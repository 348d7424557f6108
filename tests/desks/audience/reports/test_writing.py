"""A report is begun, counted, frozen; run again it gives the same figures, and what moved is told."""

from datetime import timedelta

import pytest

from coulisse.desks.audience.intake.models import Conversation, Topic, TopicSet
from coulisse.desks.audience.reports import counting, papers
from coulisse.desks.audience.reports.actions import writing
from coulisse.desks.audience.reports.counting import kept_of, rows_of
from coulisse.desks.audience.reports.models import Report
from coulisse.desks.audience.reports.periods import latest_moment, told_week, week_span
from coulisse.desks.audience.reports.queries.listing import check, figure_list, spans_of
from coulisse.engines.digest import OTHER, Told, tally
from coulisse.foundation.journal.models import Entry
from coulisse.papers.reporting import report_csv
from tests.cast import AT, Cast
from tests.desks.audience.reports.plein_jour import Story, the_week
from tests.desks.audience.scene import a_conversation
from tests.papers.plein_jour import BARS, THEMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(cast: Cast) -> Story:
    return the_week(cast)


def the_letter(cast: Cast, story: Story) -> Report:
    latest = latest_moment(story.production)
    assert latest is not None
    span = week_span(told_week(latest))
    return writing.begin(kind="monday", production=story.production, span=span, by=cast.marc_olivier, at=AT)


def told_of(report: Report) -> Told:
    return papers.told_of(report)


def test_the_letter_of_week_10(cast: Cast, story: Story) -> None:
    report = the_letter(cast, story)
    assert report.identifier == "PJ-2027-S10-v1"
    told = told_of(report)
    assert (told.n, told.before, told.night) == (486, 97, 412)
    assert (told.answered, told.open, told.late, told.delay.median) == (441, 45, 0, 380)
    assert told.curve is not None and told.curve.bars == BARS
    assert (told.curve.bars_total, told.curve.after) == (378, 34)
    assert [one.n for one in told.topics] == list(THEMES.values())
    assert {one.code: one.n for one in told.channels} == {"mail": 448, "call": 19, "social": 14, "letter": 5}
    assert told.family is not None and told.family.size == 400
    assert {one.code: one.n for one in told.family.languages} == {"fr": 371, "nl": 29}
    assert sum(one.n for one in told.apart) == 12
    record = papers.letter_record(report, "fr", at=AT)
    assert record.frame.cue_at is not None and f"{record.frame.cue_at:%H:%M}" == "20:52"
    assert record.channel == "Médiane TV"


def test_begun_twice_it_is_one_draft(cast: Cast, story: Story) -> None:
    assert the_letter(cast, story).pk == the_letter(cast, story).pk
    assert Entry.objects.filter(kind="audience.reports.begun").count() == 1


def test_every_figure_opens_to_its_messages(cast: Cast, story: Story) -> None:
    report = the_letter(cast, story)
    wanted = {"week": 486, "before": 97, "night": 412, "family": 400, "answered": 441, "open": 45, "bar:4": 63}
    wanted |= {"after": 34, "topic:letter.guest": 21, "topic-before:letter.guest": 18, "topic:": 9, "apart:": 7}
    wanted |= {"channel:letter": 5, "apart:threat": 1}
    assert {name: figure_list(report, name).n for name in wanted} == wanted


def test_frozen_and_run_again_it_is_the_same(cast: Cast, story: Story) -> None:
    report = writing.freeze(report=the_letter(cast, story), by=cast.marc_olivier, at=AT)
    assert len(kept_of(report).rows) == 486 and len(kept_of(report).before) == 97
    before = report_csv(papers.document_of(report, "fr", at=AT))
    again = check(report, at=AT + timedelta(days=3))
    assert again.same and not again.differs and not again.moves
    assert (
        report_csv(papers.document_of(Report.objects.get(pk=report.pk), "fr", at=AT + timedelta(days=9))) == before
    )


def test_a_report_of_the_time_of_two_lines_of_others_is_run_again_to_its_figures(
    cast: Cast, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    Topic.objects.filter(code="letter.guest").update(code="letter.other")
    with monkeypatch.context() as then:
        then.setattr(counting, "is_other", lambda code: False)
        report = writing.freeze(report=the_letter(cast, story), by=cast.marc_olivier, at=AT)
    assert {"letter.other", ""} <= {one.code for one in told_of(report).topics}
    again = check(report, at=AT + timedelta(days=3))
    assert again.same and not again.moves


def test_an_answer_given_later_changes_nothing(cast: Cast, story: Story) -> None:
    report = writing.freeze(report=the_letter(cast, story), by=cast.marc_olivier, at=AT)
    late = Conversation.objects.filter(answered_at__isnull=True, production=story.production).first()
    assert late is not None
    late.answered_at, late.state = AT + timedelta(days=4), "answered"
    late.save()
    assert check(report, at=AT + timedelta(days=5)).same


def test_what_moved_is_named(cast: Cast, story: Story) -> None:
    report = writing.freeze(report=the_letter(cast, story), by=cast.marc_olivier, at=AT)
    row = Conversation.objects.filter(topic=story.topics["schedule"], received_at__gte=report.starts_at)[0]
    row.topic = story.topics["praise"]
    row.save()
    gone = Conversation.objects.filter(topic=story.topics["fact"], received_at__gte=report.starts_at)[0]
    gone.state = Conversation.State.SPAM
    gone.save()
    found = check(report, at=AT)
    assert not found.same
    assert ("n" not in dict.fromkeys(one[0] for one in found.differs)) and found.differs[0][1:] == (486, 485)
    assert {one.reference for one in found.moves} == {row.reference, gone.reference}
    frozen = papers.told_of(Report.objects.get(pk=report.pk))
    assert frozen.n == 486


def test_a_new_version_counts_today(cast: Cast, story: Story) -> None:
    first = writing.freeze(report=the_letter(cast, story), by=cast.marc_olivier, at=AT)
    Conversation.objects.filter(topic=story.topics["fact"]).update(state="spam")
    second = writing.begin(
        kind="monday", production=story.production, span=writing.span_of(first), by=cast.marc_olivier, at=AT
    )
    assert second.identifier == "PJ-2027-S10-v2"
    assert told_of(second).n == 474 and told_of(first).n == 486


def test_words_over_the_proposals(cast: Cast, story: Story) -> None:
    report = the_letter(cast, story)
    writing.write(
        report=report,
        language="fr",
        texts={"lead": "Une seule séquence.", "apart.threat.who": "sécurité, lundi", "bye": " "},
        read_version=report.version,
        by=cast.marc_olivier,
        at=AT,
    )
    report = Report.objects.get(pk=report.pk)
    csv = report_csv(papers.document_of(report, "fr", at=AT)).decode("utf-8-sig")
    assert "Une seule séquence." in csv and "sécurité, lundi" in csv
    assert "Une seule séquence." not in report_csv(papers.document_of(report, "nl", at=AT)).decode("utf-8-sig")
    with pytest.raises(writing.FrozenAlready):
        frozen = writing.freeze(report=report, by=cast.marc_olivier, at=AT)
        writing.write(report=frozen, language="fr", texts={}, read_version=1, by=cast.marc_olivier, at=AT)


@pytest.mark.parametrize("kind", ["monday", "midday", "complaints", "year"])
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_each_kind_in_each_form(cast: Cast, story: Story, kind: str, language: str) -> None:
    Conversation.objects.filter(kind="criticism").update(kind="complaint")
    of, span = spans_of(cast.marc_olivier, story.production)[kind]
    if kind == "year":
        span = type(span)(span.starts.replace(year=2027), span.ends.replace(year=2028), span.starts, span.ends)
    if kind == "complaints":
        span = type(span)(span.starts, span.ends + timedelta(days=7), span.before_starts, span.before_ends)
    report = writing.begin(kind=kind, production=of, span=span, by=cast.marc_olivier, at=AT)
    report = writing.freeze(report=report, by=cast.marc_olivier, at=AT)
    assert papers.written(report, form="pdf", language=language, at=AT)[:5] == b"%PDF-"
    assert papers.written(report, form="docx", language=language, at=AT)[:2] == b"PK"
    assert report.identifier in papers.written(report, form="csv", language=language, at=AT).decode("utf-8-sig")
    assert check(report, at=AT).same


def test_the_midday_synthesis_is_the_night(cast: Cast, story: Story) -> None:
    of, span = spans_of(cast.marc_olivier, story.production)["midday"]
    report = writing.begin(kind="midday", production=of, span=span, by=cast.marc_olivier, at=AT)
    told = told_of(report)
    assert (told.n, told.night) == (412, 412)
    assert told.family is not None and told.family.size == 400
    assert f"{papers.frame_kept(report).ends:%d/%m %H:%M}" == "15/03 08:00"


def test_what_is_filed_under_other_and_under_nothing_is_one_line(cast: Cast) -> None:
    house, _made = TopicSet.objects.get_or_create(code="house")
    other = Topic.objects.create(within=house, code="house.test.other", labels={"fr": "Autres"})
    music = Topic.objects.create(within=house, code="house.test-music", labels={"fr": "Musique"})
    for topic in (other, None, music):
        a_conversation(cast, topic=topic)
    rows = rows_of(cast.drache, AT - timedelta(days=1), AT + timedelta(days=1))
    counted = {one.code: one.n for one in tally(rows, (), lambda row: row.topic)}
    assert counted == {OTHER: 2, "house.test-music": 1}

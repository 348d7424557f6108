"""The running order: rows that keep what hangs on them, and the minute that a message means."""

from datetime import timedelta

import pytest

from coulisse.desks.audience.intake.actions import receive
from coulisse.desks.audience.intake.actions.ordering import keep_order
from coulisse.desks.audience.intake.models import RunningItem
from coulisse.desks.audience.intake.running_order import read_order
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import AIRED, a_broadcast, a_message

pytestmark = pytest.mark.django_db
ENDS = AIRED + timedelta(minutes=65)


def test_pieces_keep_their_rows_when_lines_change(cast: Cast) -> None:
    broadcast = a_broadcast(cast)
    first = read_order("20:25 Ouverture\n20:52 Archives de la rue Haute *\n21:10 Débat", AIRED, ENDS)
    keep_order(broadcast=broadcast, lines=first.lines, by=cast.odile, at=AT)
    before = dict(RunningItem.objects.values_list("title", "pk"))
    second = read_order("20:25 Ouverture\n20:52 Débat\n21:10 Archives de la rue Haute *", AIRED, ENDS)
    keep_order(broadcast=broadcast, lines=second.lines, by=cast.odile, at=AT)
    assert dict(RunningItem.objects.values_list("title", "pk")) == before
    keep_order(broadcast=broadcast, lines=second.lines[:1], by=cast.odile, at=AT)
    assert list(RunningItem.objects.values_list("title", flat=True)) == ["Ouverture"]


def test_a_piece_named_in_a_message_gives_its_minute(cast: Cast) -> None:
    broadcast = a_broadcast(cast)
    order = read_order("20h52 Archives de la rue Haute *", AIRED, ENDS)
    keep_order(broadcast=broadcast, lines=order.lines, by=cast.odile, at=AT)
    text = "Les archives de la rue Haute dans Plein Jour hier m’ont choqué."
    row = receive([a_message(text)], by=None, at=AT).conversations[0]
    assert row.on_air_at == AIRED + timedelta(minutes=27)


@pytest.mark.parametrize(
    ("line", "code"),
    [("Débat", "no-hour"), ("20:52", "no-title"), ("12:00 Midi", "outside"), ("20:25 A\n20:25 B", "twice")],
)
def test_lines_that_cannot_be_kept_are_named(line: str, code: str) -> None:
    assert [one.code for one in read_order(line, AIRED, ENDS).problems] == [code]

"""The number of a conversation: the day it came and its rank on that day, taken under a lock."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from django.db import connection

from coulisse.kernel.times import to_brussels

REFERENCE: Final = re.compile(r"(?<![\d-])((?:19|20|21)\d\d-(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])-\d{2,6})(?![\d-])")
_TAKE: Final = """
    INSERT INTO audience_daycount (day, last) SELECT * FROM unnest(%s::date[], %s::int[])
    ON CONFLICT (day) DO UPDATE SET last = audience_daycount.last + EXCLUDED.last RETURNING day, last
"""


def take(moments: Sequence[datetime]) -> list[str]:
    """A number for each moment, in their order, in one query; the days stay locked until the transaction ends."""
    days = [to_brussels(moment).date() for moment in moments]
    counts = sorted(Counter(days).items())
    if not counts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [[day for day, _many in counts], [many for _day, many in counts]])
        last: dict[date, int] = dict(cursor.fetchall())
    following = {day: last[day] - many for day, many in counts}
    found = []
    for day in days:
        following[day] += 1
        found.append(f"{day:%Y-%m%d}-{following[day]:02}")
    return found


def spoken_in(texts: Iterable[str]) -> list[str]:
    """The first number of a conversation that each text names, empty for none.

    >>> spoken_in(["Re: votre question (2027-0315-07)", "Le 2027-0345-07", "0470-1203-12"])
    ['2027-0315-07', '', '']
    """
    found = (REFERENCE.search(text) for text in texts)
    return [match[1] if match else "" for match in found]

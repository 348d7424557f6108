r"""iCalendar (RFC 5545): events of any calendar program in, a feed to subscribe to out.

The reader takes broken files as far as they go: a line that is none is named and passed over, an event
that cannot be read does not take its neighbours along. A time without a zone is Belgian; an all-day event has
dates, its end being the day after the last, as the standard has it. Repetitions are not unrolled: an event
carries its rule.

>>> from coulisse.formats.ics import read_events
>>> reading = read_events(br'''BEGIN:VCALENDAR
... BEGIN:VEVENT
... UID:j14@coulisse
... DTSTART:20270316T073000
... DURATION:PT10H
... SUMMARY:La Drache\, J14
... END:VEVENT
... END:VCALENDAR''')
>>> event = reading.records[0]
>>> event.summary, event.start.isoformat(), event.end.isoformat()
('La Drache, J14', '2027-03-16T07:30:00+01:00', '2027-03-16T17:30:00+01:00')
>>> read_events(b"Monday: shoot")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: not-a-calendar
"""

from coulisse.formats.ics.as_json import CalendarJson, calendar_as_json
from coulisse.formats.ics.read import read_events
from coulisse.formats.ics.records import Event, Feed
from coulisse.formats.ics.write import write_feed

__all__ = ["CalendarJson", "Event", "Feed", "calendar_as_json", "read_events", "write_feed"]

"""`coulisse calendar read FILE`: the events of an iCalendar file."""

"""The large sample, on top of the small one: what a busy house looks like after two years.

40 more productions, two features on the floor, 20,000 contacts, 5,000 documents, 4,000 tasks, 3,000 bookings, 10,000
broadcasts, a million lines of journal. Too many to be made by calling actions: they are written by COPY, with the same keys and payloads
that the actions write. The draw is seeded: two houses loaded at one hour are the same.
"""

from coulisse.house.sample.large.enlarging import enlarge, is_large

__all__ = ["enlarge", "is_large"]

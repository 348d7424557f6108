"""What is done with the people who write, a file a subject. What other slices call:

writer_for(name=…, email=…, at=…)          the card of somebody, found or made
writers_for(people, at=…)                  the same for many at once, in a constant number of queries
recognise(arrivals, at=…)                  proposes merges for those who just came in
"""

from coulisse.desks.audience.relations.actions.arrivals import recognise, writer_for, writers_for

__all__ = ["recognise", "writer_for", "writers_for"]

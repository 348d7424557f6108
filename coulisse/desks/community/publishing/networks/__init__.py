"""The social networks, each behind one contract (`contract.py`): no Django, no database, the clock passed in.

`registry.py` is the table of contents. `wire.py` holds the whole HTTP policy, `connection.py` what an answer
means, `repeating.py` when something may be sent again. Why this code and no library:
docs/decisions/0010-the-networks-are-spoken-to-by-our-own-code.md.
"""

"""Every effect of one desk on another: one file is one sentence (`cancelled_day_proposes_costs.py`).

A link reads a desk's facts, queries and questions and calls a desk's actions; never its models or pages. The four
decorators are in `coulisse.foundation.journal.links`; every file of this package is read when the house starts.
"""

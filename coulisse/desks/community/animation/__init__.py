"""What makes people take part: polls, quizzes on the second screen, contests, calls; and the set from behind.

A prize goes to skill, to a jury's choice or, only with the reference of an authorisation, to a draw that anybody
can check. Rules are written from the record, then frozen by their hash as the entries open.
"""

"""Followed to the end: cases, deadlines, recourse, questions to productions, letters by post, what was changed."""

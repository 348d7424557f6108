"""Answers: drafts, the library, approved wordings, spelling, one answer to a family, and what became of each."""

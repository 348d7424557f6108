"""Writes of the answers, a file a verb or a few that belong together."""

from coulisse.desks.audience.answers.actions.drafts import look, save_draft
from coulisse.desks.audience.answers.actions.sending import answer, recall

__all__ = ["answer", "look", "recall", "save_draft"]

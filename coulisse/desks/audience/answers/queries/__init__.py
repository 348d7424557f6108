"""What is read of the answers. What other slices take: `editor`, `Editor`, `line_of_family`, `Line`."""

from coulisse.desks.audience.answers.lines import Line, line_of_conversation, line_of_family
from coulisse.desks.audience.answers.queries.editor import Editor, editor

__all__ = ["Editor", "Line", "editor", "line_of_conversation", "line_of_family"]

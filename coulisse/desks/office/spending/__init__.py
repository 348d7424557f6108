"""Yesterday's spending, quotes and the pack for the meeting."""

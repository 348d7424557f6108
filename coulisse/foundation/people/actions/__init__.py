"""The writes of the book, one file a subject."""

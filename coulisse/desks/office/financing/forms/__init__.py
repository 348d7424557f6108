"""The forms of the financing, a file a subject."""

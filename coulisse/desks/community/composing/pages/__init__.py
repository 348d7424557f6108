"""The pages of the composer, a file a subject."""

"""What is done in a crisis, a file a subject."""

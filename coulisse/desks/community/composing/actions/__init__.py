"""What people do in the composer, a file a subject."""

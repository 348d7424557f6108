"""What people do to protect the team, a file a subject."""

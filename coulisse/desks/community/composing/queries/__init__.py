"""What the composer’s pages read."""

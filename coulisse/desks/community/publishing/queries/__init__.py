"""What the publish engine and its pages read."""

"""What a message is about: language first. Pure computation over plain text."""

"""What the pages show, and what the engine counts from."""

"""What the calendar reads."""

"""What people and the grid do to the calendar."""

"""What the screens of the intake read."""

"""What is read for the three panes."""

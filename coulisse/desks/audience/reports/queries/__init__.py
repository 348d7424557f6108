"""What is read of the reports."""

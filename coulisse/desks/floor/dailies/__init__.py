"""The day as it goes, and its report."""

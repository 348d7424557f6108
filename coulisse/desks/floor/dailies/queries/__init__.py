"""Reading the day: who is called, how it goes, and the report."""

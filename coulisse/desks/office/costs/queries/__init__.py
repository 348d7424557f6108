"""Reading the cost report."""

"""The pages of the cost report."""

"""What is done with reports: beginning, counting, writing, freezing, sending; and keeping tables."""

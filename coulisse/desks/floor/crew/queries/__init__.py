"""What one reads of the crew: the lists, their addresses, the red lights of a day."""

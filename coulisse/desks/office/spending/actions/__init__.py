"""What is done with tickets, quotes and meetings, a file an object."""

"""What goes out when: the calendar, what hangs on the grid, slots, who is on call, and the client's view."""

"""The three panes: the list, the thread, the person and the programme."""

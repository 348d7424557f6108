"""A budget to a spreadsheet and back: what goes out lives there, what comes in is looked at first."""

"""Reading boards: `board` for the screen, `days` for the neighbours, `flags` for what is in the way."""

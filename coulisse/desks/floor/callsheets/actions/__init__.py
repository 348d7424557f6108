"""What one does with a call sheet: prepare it, type over the plan, validate it, send it."""

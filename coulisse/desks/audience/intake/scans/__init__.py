"""Letters on paper: their pages kept, their words read where that can be done, and answered in time."""

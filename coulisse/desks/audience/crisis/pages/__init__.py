"""The doors of the slice, a file a page."""

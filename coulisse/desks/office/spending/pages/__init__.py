"""The doors of the slice, a file an object."""

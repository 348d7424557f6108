"""The screens of the slice."""

"""The screens of privacy."""

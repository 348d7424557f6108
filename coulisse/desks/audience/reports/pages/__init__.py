"""The screens of the reports."""

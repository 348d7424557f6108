"""The screens of the follow-up, a file a subject."""

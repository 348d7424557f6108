"""The screenplay: drafts, scenes and sets."""

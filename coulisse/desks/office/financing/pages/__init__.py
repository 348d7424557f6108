"""The pages of the financing."""

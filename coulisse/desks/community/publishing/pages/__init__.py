"""The pages of publications and of accounts."""

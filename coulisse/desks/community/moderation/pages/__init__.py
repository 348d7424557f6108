"""pages of moderation."""

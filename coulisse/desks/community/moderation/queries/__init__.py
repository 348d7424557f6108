"""queries of moderation."""

"""actions of moderation."""

"""What is read of alarms and crises, a file a page."""

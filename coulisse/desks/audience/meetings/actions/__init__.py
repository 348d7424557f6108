"""What is done with meetings, questionnaires, panels and ideas, a file a subject."""

"""What is read of meetings, questionnaires, panels and ideas."""

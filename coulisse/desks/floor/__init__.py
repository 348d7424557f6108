"""The floor: from the screenplay to the day's report. One slice a task of the production assistant."""

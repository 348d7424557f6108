"""Plan de travail: boards of strips, days, and what is red."""

"""Feuilles de service: made from the board, validated, lent to each person called."""

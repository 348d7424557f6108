"""Devis: accounts, lines, globals, fringes, versions, and the grid in which they are typed."""

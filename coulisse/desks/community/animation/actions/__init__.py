"""What is done with animations, a file for each turn of their life."""

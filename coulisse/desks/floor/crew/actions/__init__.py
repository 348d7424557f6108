"""What one does with the crew lists, a file a thing: posts, roles, red lights."""

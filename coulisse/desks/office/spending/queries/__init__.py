"""What the pages of the spending read."""

"""The text of a post on X: weighted length, links, tags, names."""

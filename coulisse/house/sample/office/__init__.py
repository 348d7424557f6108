"""The office of the sample house: a file a slice, called in the order in which an administrator would work."""

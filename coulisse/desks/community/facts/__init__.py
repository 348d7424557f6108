"""What the desk announces, a file a slice. Links import from here and from nowhere deeper."""

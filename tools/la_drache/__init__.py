"""La Drache: the sample house's screenplay, written from banks of sentences with a fixed seed."""

"""Papers of the trade: one document a file, from a view record and a language to bytes. Pure."""

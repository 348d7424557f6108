"""A true Bluesky server of this machine: the reference PDS of the AT Protocol, from npm, by the lock file here."""

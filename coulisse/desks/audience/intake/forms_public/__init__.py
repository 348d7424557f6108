"""Forms of the public on the web: no account, no script, three languages, and nothing a robot may fill."""

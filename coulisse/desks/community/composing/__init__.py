"""Where a post is written: one idea, a variant for each network and language, and what stands against it."""

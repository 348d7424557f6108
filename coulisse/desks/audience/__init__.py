"""The desk of the audience: every voice read, answered once, and heard by the makers."""

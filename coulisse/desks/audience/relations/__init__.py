"""Who writes: one person over all channels, merged with a way back, and what they consented to."""

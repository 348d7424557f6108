"""What comes in, by whatever way, kept once and understood: language, kind, topic, minute on air, family."""

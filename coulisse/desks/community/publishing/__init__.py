"""Publishing: every post once, and never called published without proof."""

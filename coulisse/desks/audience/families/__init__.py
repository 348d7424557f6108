"""Messages that say the same, shown as one, with the exceptions beside them."""

"""What this room writes: one file a matter. Another room imports `actions.guest_links`."""

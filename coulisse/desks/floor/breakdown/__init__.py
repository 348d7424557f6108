"""Dépouillement: what each scene needs, tagged on its page."""

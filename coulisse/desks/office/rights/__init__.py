"""The rights register: works, who is seen in them, what they consented to, what was licensed, and until when."""

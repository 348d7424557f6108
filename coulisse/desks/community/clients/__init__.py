"""For whom the desk works: what each client wants, and how work is done for them."""

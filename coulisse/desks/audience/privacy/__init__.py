"""What is kept and for how long; access, erasure, pseudonyms, and the certificate of it."""

"""What is done about privacy: requests, erasure, retention."""

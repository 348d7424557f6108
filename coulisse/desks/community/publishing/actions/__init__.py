"""What people do with publications and accounts."""

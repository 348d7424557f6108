"""What is typed in the register, by what it is about."""

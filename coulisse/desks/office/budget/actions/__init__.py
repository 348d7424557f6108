"""Every write on a budget, each one step of its history."""

"""What is written of the cash: balances, planned movements, scenarios, settings."""

"""Writing the cost report: forecasts, estimates, notes, approvals, closed weeks."""

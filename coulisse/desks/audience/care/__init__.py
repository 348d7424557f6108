"""Care of the team: what hurts is folded, threats are frozen as evidence, exposure is counted and shared."""

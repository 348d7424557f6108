"""The pages of the approvals."""

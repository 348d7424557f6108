"""The pages of the budget and the conversation of its grid."""

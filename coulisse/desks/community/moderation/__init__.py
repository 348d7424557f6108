"""Comments of the public under the accounts: read, sorted, hidden with evidence, answered, handed on."""

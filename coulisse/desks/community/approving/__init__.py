"""Who approves what is published: routes, submissions, revisions, decisions, and the links lent to guests."""

"""The screens of the intake: the ways in, topics, running orders, archives, and what belongs to no production."""

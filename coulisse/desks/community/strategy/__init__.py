"""Why something is published: objective, figures that tell whether it is reached, pillars, campaigns, ideas."""

"""Writing the breakdown, one file a subject: proposals from the text, tags of a scene, elements of the film."""

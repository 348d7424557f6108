"""The screens: the desk's, the one that leads a quiz, the public's, and the set from behind."""

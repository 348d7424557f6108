"""The screens: the desk's, the door's, and the public's."""

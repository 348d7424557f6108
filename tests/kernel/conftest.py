"""Property tests here are judged by their result: a slow machine isn't a fault."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

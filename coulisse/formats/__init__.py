"""Pure codecs, one package a format, all of one shape: bytes in, frozen records out, and back.

`records.py` holds the frozen values, `read.py` turns bytes into a `Reading` of them, `write.py` turns them
into bytes. Nothing here knows Django, the network, the clock or the database. See `problems` for how a
reader says what it could not make sense of.
"""

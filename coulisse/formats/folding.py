"""Content lines of vCard and iCalendar: no more than 75 bytes, continued after a space.

>>> folded("NOTE:" + "é" * 50).decode().split("\\r\\n")[1][:3]
' éé'
"""

LIMIT = 75


def folded(line: str) -> bytes:
    """The line in UTF-8 with CR LF, cut where it is too long, never inside a character."""
    pieces: list[bytes] = []
    piece, room = bytearray(), LIMIT
    for character in line:
        encoded = character.encode(errors="replace")
        if len(encoded) > room - len(piece):
            pieces.append(bytes(piece))
            piece, room = bytearray(), LIMIT - 1  # the space that continues a line counts
        piece += encoded
    pieces.append(bytes(piece))
    return b"\r\n ".join(pieces) + b"\r\n"

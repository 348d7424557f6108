"""format=flowed (RFC 3676): lines that end in a space go on.

>>> unflowed("Une phrase \\nqui continue.\\n>> citée \\n>> encore\\n-- \\nLuc")
'Une phrase qui continue.\\n>> citée encore\\n-- \\nLuc'
"""


def unflowed(text: str, *, without_space: bool = False) -> str:
    """The text with its paragraphs joined; `without_space` for DelSp=yes."""
    lines: list[str] = []
    open_depth = -1  # the quote depth of the paragraph that goes on, or -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        is_mark = content == "-- "
        flows = content.endswith(" ") and not is_mark
        kept = content[:-1] if flows and without_space else content
        if open_depth == depth and not is_mark:
            lines[-1] += kept
        else:
            lines.append(f"{'>' * depth}{' ' if depth and kept else ''}{kept}")
        open_depth = depth if flows else -1
    return "\n".join(line if line.endswith("-- ") else line.rstrip() for line in lines)

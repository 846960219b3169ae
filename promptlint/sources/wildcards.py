"""Wildcards (dynamicprompts 0.31): what one of many is drawn from, so every prompt is a fragment.

A text file holds one a line. In YAML and JSON names stand round lists, ``cars: {ford: {types: [muscle car]}}``, and every string that is no
name is one, also in a list that has only one string instead.
"""

from __future__ import annotations

from promptlint.sources.found import Contents
from promptlint.sources.keyed import Keys
from promptlint.sources.reading import Reading, format_reader

#: Every value, whatever it is called.
EVERYTHING = ("$..*",)


def read(path: str, text: str, reading: Reading) -> Contents:
    """The wildcards of a file; what its name ends in tells the format."""
    reading = reading._replace(fragments=True, prompt=EVERYTHING, negative=())
    ending = path.lower()[path.rfind(".") :]
    if ending in (".yaml", ".yml"):
        from promptlint.sources.yamlkeys import read_part

        contents = Contents()
        read_part(text, 0, len(text), contents, Keys(reading))
    elif ending in (".json", ".jsonc"):
        contents = format_reader("jsonc" if ending == ".jsonc" else "json")(path, text, reading)
    else:
        contents = format_reader("lines")(path, text, reading._replace(how="lines", prompt=()))
    contents.how = "wildcards: every " + ("line" if ending not in (".yaml", ".yml", ".json", ".jsonc") else "value") + " is a fragment"
    return contents

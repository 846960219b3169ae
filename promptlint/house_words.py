"""A house's own words: CSV files named in the configuration add phrases to the vocabulary, and ``remove`` takes phrases out.

The columns are those of promptlint's own vocabulary, of which phrase and kind must be there: phrase, kind, value, features, source.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache

from promptlint.config_error import ConfigError, allowed
from promptlint.grammar import compiler, spelling
from promptlint.lexer import Lexicon, Roles
from promptlint.tables import lexicon as compiled_lexicon
from promptlint.text import WORD

COLUMNS = ("phrase", "kind", "value", "features", "source")

#: What the value of these kinds must look like; other kinds take any term.
VALUE_SHAPES = {
    "action": (re.compile(r"M?\d+(?:\+M?\d+)*"), "Action Units joined by +, such as 6+12"),
    "emotion": (re.compile(r"\S.*"), "an emotion, such as happiness"),
    "degree": (re.compile(r"[A-E]"), "an intensity from A to E"),
    "phase": (re.compile(r"building|peak|resolving"), "building, peak or resolving"),
}


def house_lexicon(files: Iterable[str], removed: Iterable[str]) -> Lexicon:
    """The vocabulary with the rows of CSV files laid over it and phrases, in all their spellings, taken out. Raises ConfigError."""
    words = Lexicon(compiled_lexicon()).load_all()
    for phrase in removed:
        for spelt in _spellings(phrase):
            words.phrases.pop(spelt, None)
            words.emoticons.pop(phrase.lower(), None)
    rows = [row for path in files for row in read_house_words(path)]
    added = Lexicon(compiler.lexicon(rows)).load_all()
    for phrase, roles in added.phrases.items():
        known = words.phrases.get(phrase)
        words.phrases[phrase] = Roles({**known.kinds, **roles.kinds}) if known else roles
    for pair, length in added.longest.items():
        words.longest[pair] = max(length, words.longest.get(pair, 0))
    words.moving |= added.moving
    words.emoticons.update(added.emoticons)
    return words


def _spellings(phrase: str) -> Iterator[str]:
    yield from spelling.spellings(phrase.lower(), {"pos": "noun|verb|adjective"})


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of row that promptlint's own vocabulary has; no other would be read."""
    return tuple(sorted({entry[0] for entry in compiled_lexicon()["entries"]}))


def read_house_words(path: str) -> list[dict[str, str]]:
    """The rows of one CSV file. Raises ConfigError with the file and the line for one that cannot be used."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(_rows(path, file))
    except UnicodeDecodeError as error:
        raise ConfigError(path, None, f"this is no UTF-8 ({error.reason}); save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(path, None, f"this file of house words cannot be read: {error.strerror}") from None


def _rows(path: str, file: Iterable[str]) -> Iterator[dict[str, str]]:
    reader = csv.reader(file, strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        for name in header:
            if name not in COLUMNS:
                raise ConfigError(path, 1, f"unknown column {name!r}; {allowed(name, COLUMNS)}")
        if "phrase" not in header or "kind" not in header or len(set(header)) < len(header):
            raise ConfigError(path, 1, f"the first line must name the columns, each once, phrase and kind among them: {','.join(COLUMNS)}")
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise ConfigError(path, reader.line_num, f"this row has {len(cells)} columns, the header {len(header)}")
            row = dict.fromkeys(COLUMNS, "") | {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            if not WORD.search(row["phrase"]) and "emoticon=yes" not in row["features"]:
                raise ConfigError(path, reader.line_num, "this row has no phrase of letters or digits")
            if row["kind"] not in kinds():
                raise ConfigError(path, reader.line_num, f"unknown kind {row['kind']!r}; {allowed(row['kind'], kinds())}")
            shape = VALUE_SHAPES.get(row["kind"])
            if shape and not shape[0].fullmatch(row["value"]):
                raise ConfigError(
                    path, reader.line_num, f"the value of {row['kind']} {row['phrase']!r} must be {shape[1]}, not {row['value']!r}"
                )
            yield row
    except csv.Error as error:
        raise ConfigError(path, reader.line_num, f"this is no CSV: {error}") from None

"""CSV and TSV: the prompts in the columns of given names.

The first row names the columns. Without names in the configuration the prompts are under ``prompt``, ``prompt_en``, ``positive``,
``positive_prompt``, ``caption`` and ``text`` (the last two where a third of the cells speak of pictures), and ``negative_prompt`` or
``negative`` belongs to them; capitals, spaces and hyphens in a name make no difference. A column ``promptlint`` takes findings of its row
back. A file whose columns are name, prompt and negative_prompt holds the styles of the A1111 web UI, put round a prompt: fragments.

The delimiter is a tab in .tsv; elsewhere that of comma, semicolon, tab and bar which parts the first row so that one of these names comes
out, the one that parts it most often if there are several. Where none does there is no prompt in the file. A row with more cells than there
are columns is broken: an unquoted delimiter has cut a cell in two.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice

from promptlint.sources.content import may_be_a_prompt, speaks_of_a_picture
from promptlint.sources.found import MAX_PROMPT, Contents, EditError, Found, Note, SourceFault, SourceMap, proof_by_reading, too_long
from promptlint.sources.jsonpath import write_path
from promptlint.sources.keyed import DOUBTFUL, OWN_KEY
from promptlint.sources.reading import Reading
from promptlint.sources.table import MOST_BROKEN, Cell, Row, rows
from promptlint.text import Lines

PROMPTS = ("prompt", "prompt_en", "positive", "positive_prompt", "caption", "text")
NEGATIVES = ("negative_prompt", "negative")
#: The columns of A1111's styles.csv.
STYLES = ("name", "prompt", "negative_prompt")
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
#: So many cells of a doubtful column are looked at.
LOOKED_AT = 60


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of every row."""
    names = tuple(map(_plain, reading.prompt)) or PROMPTS
    contents = Contents(how=f"the columns {', '.join(reading.prompt)}" if reading.prompt else "no column is called prompt or the like")
    delimiter = _delimiter(path, text, names)
    if delimiter is not None:
        _Table(text, delimiter, reading, names, contents).add()
    elif reading.prompt:
        contents.faults.append(
            SourceFault(0, 0, f"no column is called {' or '.join(reading.prompt)}; the first row has to name the columns")
        )
    return contents


def layout(path: str, text: str, reading: Reading) -> tuple[str, list[str]] | None:
    """The delimiter of a table and its columns as ``read`` sees them; None where it sees no table."""
    delimiter = _delimiter(path, text, tuple(map(_plain, reading.prompt)) or PROMPTS)
    return None if delimiter is None else (delimiter, _header(text, delimiter))


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lower().removeprefix("$.").removeprefix("\ufeff"))


def _header(text: str, delimiter: str) -> list[str]:
    first = next(rows(text, delimiter), None)
    return [_plain(cell.value(text)) for cell in first.cells] if first else []


def _delimiter(path: str, text: str, names: tuple[str, ...]) -> str | None:
    """The delimiter under which the first row names one of the columns; None where none does."""
    candidates = ["\t"] if path.lower().endswith((".tsv", ".tab")) else list(DELIMITERS)
    fitting = [(len(header), delimiter) for delimiter in candidates if set(names) & set(header := _header(text, delimiter))]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


class _Table:
    def __init__(self, text: str, delimiter: str, reading: Reading, names: tuple[str, ...], contents: Contents) -> None:
        self.text = text
        self.delimiter = delimiter
        self.reading = reading
        self.contents = contents
        self.header = _header(text, delimiter)
        self.styles = tuple(self.header[:3]) == STYLES and not reading.prompt
        negatives = tuple(map(_plain, reading.negative)) or (() if reading.prompt else NEGATIVES)
        self.prompts = [number for number, name in enumerate(self.header) if name in names]
        self.negatives = [number for number, name in enumerate(self.header) if name in negatives]
        self.own = next((number for number, name in enumerate(self.header) if name == OWN_KEY), None)

    def add(self) -> None:
        """Add the prompts of all rows; broken rows are faults."""
        text, contents = self.text, self.contents
        if not self.reading.prompt:
            self.prompts = [number for number in self.prompts if self.header[number] not in DOUBTFUL or self._speaks(number)]
            shown = ", ".join(self.header[number] for number in self.prompts)
            contents.how = (
                f"the columns {shown}" if shown else f"the column {', '.join(sorted(DOUBTFUL & set(self.header)))} holds no prompts"
            )
        contents.how += f", parted by {DELIMITERS[self.delimiter]}" + (": styles of A1111" if self.styles else "")
        if not self.prompts:
            return
        lines = Lines(text)
        broken = 0
        for row in islice(rows(text, self.delimiter), 1, None):
            why = row.broken or self._too_many(row)
            if why:
                broken += 1
                if broken <= MOST_BROKEN:
                    contents.faults.append(SourceFault(row.start, row.start, f"{why}; the row is passed over, the others are checked"))
                continue
            self._add_row(row, lines.locate(row.start)[0])
        if broken >= MOST_BROKEN:
            message = f"{broken} rows or more are broken like this: is the file parted by something else than {DELIMITERS[self.delimiter]}?"
            contents.faults.append(SourceFault(len(text), len(text), message))

    def _speaks(self, number: int) -> bool:
        cells = (
            row.cells[number].value(self.text) for row in islice(rows(self.text, self.delimiter), 1, LOOKED_AT) if number < len(row.cells)
        )
        looks = [speaks_of_a_picture(value) for value in cells if value.strip()]
        return bool(looks) and sum(looks) * 3 >= len(looks)

    def _too_many(self, row: Row) -> str:
        extra = row.cells[len(self.header) :]
        if not any(cell.value(self.text).strip() for cell in extra):
            return ""
        kind = DELIMITERS[self.delimiter]
        return f"this row has {len(row.cells)} cells under {len(self.header)} columns; put quotes round a cell that holds {kind}"

    def _add_row(self, row: Row, line: int) -> None:
        text, contents = self.text, self.contents
        said = [row.cells[number].value(text) for number in self.negatives if number < len(row.cells)]
        negative = ", ".join(value for value in said if value.strip()) or None
        covered = []
        for number in self.prompts:
            if number >= len(row.cells):
                continue
            cell = row.cells[number]
            value = cell.value(text)
            if not value.strip() or not (self.reading.prompt or may_be_a_prompt(value)):
                continue
            if len(value) > MAX_PROMPT:
                contents.faults.append(too_long(cell.start, cell.end))
                continue
            covered.append(len(contents.found))
            proof = None if cell.quoted else proof_by_reading(value, cell.start, value, _read_bare)
            source_map = SourceMap(partial(cell.runs, text), partial(self._encode, cell), proof=proof)
            fragment = self.reading.fragments or self.styles or "{prompt}" in value
            place = f"line {line} {write_path((self.header[number],))}"
            contents.found.append(Found(value, place, source_map, negative, fragment, cell.start))
        if self.own is not None and self.own < len(row.cells) and row.cells[self.own].value(text).strip():
            cell = row.cells[self.own]
            start, end = cell.start + cell.quoted, cell.end - cell.quoted
            contents.notes.append(Note(start, end, tuple(covered), (cell.start, cell.end)))

    def _encode(self, cell: Cell, written: str) -> str:
        if cell.quoted:
            return written.replace('"', '""')
        if any(sign in written for sign in (self.delimiter, "\n", "\r")):
            raise EditError(f"this cell has no quotes round it, so it cannot hold {DELIMITERS[self.delimiter]} or line breaks")
        return written


def _read_bare(raw: str) -> str:
    """A cell without quotes round it after an edit. Raises ValueError where it would be a quoted one."""
    if raw.startswith('"'):
        raise ValueError(raw)
    return raw

"""What reading a file gives: prompts with their places, parts that could not be read, and the way back into the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from promptlint.text import Lines

if TYPE_CHECKING:
    from promptlint.sources.reading import Reading

#: A longer prompt is named and left unread. The longest that any image model takes is 32,000 characters (OpenAI's GPT-image API).
MAX_PROMPT = 1_000_000


#: In longer literals edits are not proved one by one.
MAX_PROVED = 50_000


class EditError(ValueError):
    """An edit that the container cannot hold without guessing; the message tells why."""


def _same(text: str) -> str:
    return text


#: (file start, file end, what is to stand there, prompt start, prompt end, replacement) of an edit; raises EditError.
Proof = Callable[[int, int, str, int, int, str], None]


def proof_by_reading(literal: str, begin: int, prompt: str, decode: Callable[[str], str]) -> Proof:
    """A proof that makes the edit in the literal (which begins at a file offset), reads it again and compares the prompt.

    decode gives the prompt of a literal, and raises ValueError where it is none. A literal of more than MAX_PROVED characters is not read
    again for every edit: the file as a whole is, before anything is written.
    """

    def prove(file_start: int, file_end: int, written: str, start: int, end: int, text: str) -> None:
        if len(literal) > MAX_PROVED:
            return
        try:
            got = decode(literal[: file_start - begin] + written + literal[file_end - begin :])
        except ValueError:
            got = None
        if got is None or got != prompt[:start] + text + prompt[end:]:
            raise EditError("what it writes would mean something else where it stands; quote the value, or make the change by hand")

    return prove


class SourceMap:
    """The way between a prompt's code points and those of its file.

    A map is a list of runs (prompt start, prompt end, file start, file end) that cover the prompt without a gap; in the file there may
    be gaps between them (a comment cut out). A run as long in the file as in the prompt stands there character for character; any other
    (an escape such as ``\\u00e9``) is one piece. Runs may come from a function, called when a place is first asked for.

    A container in which a replacement may mean something else where it lands (``: `` in a bare YAML value) gives ``proof``: it is told
    the file span of an edit, what is to stand there, and the prompt's edit, and raises EditError where the prompt would not read so.
    """

    __slots__ = ("_encode", "_make", "_proof", "_runs", "_starts", "unmapped")

    def __init__(
        self,
        runs: list[tuple[int, int, int, int]] | Callable[[], list[tuple[int, int, int, int]]],
        encode: Callable[[str], str] = _same,
        unmapped: frozenset[int] = frozenset(),
        proof: Proof | None = None,
    ) -> None:
        self._make = runs
        self._proof = proof
        self._runs: list[tuple[int, int, int, int]] | None = None
        self._starts: list[int] = []
        self._encode = encode
        #: Prompt offsets of characters that stand for something else in the file (undecodable bytes): no edit may touch them.
        self.unmapped = unmapped

    @classmethod
    def shifted(cls, start: int, length: int, encode: Callable[[str], str] = _same) -> SourceMap:
        """The map of a prompt that stands in the file character for character from ``start``."""
        return cls([(0, length, start, start + length)], encode)

    def runs(self) -> list[tuple[int, int, int, int]]:
        """The runs in order; computed at the first call."""
        if self._runs is None:
            self._runs = self._make() if callable(self._make) else self._make
            self._starts = [run[0] for run in self._runs]
        return self._runs

    def _run_at(self, offset: int) -> tuple[int, int, int, int]:
        runs = self.runs()
        return runs[max(0, bisect_right(self._starts, offset) - 1)]

    def to_file(self, offset: int) -> int:
        """The file offset at which the prompt's character at ``offset`` begins; the prompt's length gives the prompt's end there."""
        first, last, start, end = self._run_at(offset)
        if offset >= last:
            return end
        return start + offset - first if end - start == last - first else start

    def span_to_file(self, start: int, end: int) -> tuple[int, int]:
        """The file span of a prompt span, end exclusive. An empty span stands behind the character before it."""
        if start >= end:
            at = self._end_of(start - 1) if start > 0 else self.to_file(0)
            return at, at
        return self.to_file(start), self._end_of(end - 1)

    def _end_of(self, offset: int) -> int:
        first, last, start, end = self._run_at(offset)
        return start + offset - first + 1 if end - start == last - first and offset < last else end

    def to_prompt(self, offset: int) -> int | None:
        """The prompt offset of the character that holds a file offset; None outside the prompt and in gaps."""
        for first, last, start, end in self.runs():
            if start <= offset < end:
                return first + offset - start if end - start == last - first else first
        return None

    def is_mapped(self, start: int, end: int) -> bool:
        """Whether replacing the prompt's span changes exactly its characters in the file and nothing else."""
        if self.unmapped and any(offset in self.unmapped for offset in range(start, end)):
            return False
        previous = None
        runs = self.runs()
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(runs)):
            first, last, begin, stop = runs[number]
            if first >= end:
                break
            if last <= start:
                continue
            if stop - begin != last - first and (first < start or last > end):
                return False  # a cut through one piece
            if previous is not None and begin != previous:
                return False  # a gap lies inside the span
            previous = stop
        return True

    def encode(self, text: str) -> str:
        """A replacement as it has to stand in the file (escaped for JSON, say). Raises EditError where the container cannot hold it."""
        return self._encode(text)

    def read_only(self, reason: str) -> SourceMap:
        """The same map as one through which nothing is written, and why (the message of the EditError)."""

        def refuse(text: str) -> str:
            raise EditError(reason)

        return SourceMap(self.runs, refuse, self.unmapped)

    def carry(self, start: int, end: int, text: str) -> tuple[int, int, str]:
        """An edit of the prompt as one of the file: its span there, and what is to stand in it. Raises EditError where that is a guess."""
        if not self.is_mapped(start, end):
            raise EditError("it would touch something that is no part of the prompt, such as a comment or a byte that could not be read")
        begin, stop = self.span_to_file(start, end)
        written = self.encode(text)
        if self._proof is not None:
            self._proof(begin, stop, written, start, end, text)
        return begin, stop, written


class Found:
    """A prompt found in a file.

    text      the prompt, decoded; undecodable bytes and lone surrogates appear as U+FFFD
    place     "line 4", "$.scenes[2].prompt", "line 4 $.prompt"; "" for a whole file
    map       where its characters stand in the file
    negative  the negative prompt that is tied to it
    fragment  a wildcard's line or a part of a template: rules that judge a whole prompt stay silent
    head      the file offset of what opens it (its key, its fence), where a comment may stand as well as at the prompt's own lines
    dialect   the tool whose markup it has, where the container tells that (``markup.DIALECTS``); None to look for it
    """

    __slots__ = ("dialect", "fragment", "head", "map", "negative", "place", "text")

    def __init__(
        self,
        text: str,
        place: str,
        map: SourceMap,  # noqa: A002
        negative: str | None = None,
        fragment: bool = False,
        head: int | None = None,
        dialect: str | None = None,
    ) -> None:
        self.head = head
        self.dialect = dialect
        self.text = text
        self.place = place
        self.map = map
        self.negative = negative
        self.fragment = fragment


class SourceFault(NamedTuple):
    """A part of a file that could not be read (SRC101): its file span in code points, and what is wrong and to be done."""

    start: int
    end: int
    message: str


class Note(NamedTuple):
    """Words to promptlint that say by their place which prompts they are about: a key or a column named ``promptlint``, a comment above
    a fence.

    start, end  the file span of the words: ``ignore[EMO103] reason``, or a comment with its sign
    covers      the numbers of the prompts in Contents.found that it speaks of
    removal     the file span to delete with it; None where that takes more than a deletion
    """

    start: int
    end: int
    covers: tuple[int, ...]
    removal: tuple[int, int] | None = None


def too_long(start: int, end: int) -> SourceFault:
    """The fault of a prompt that is not read because of its length."""
    message = f"this prompt has {end - start:,} characters; at most {MAX_PROMPT:,} are read, and no model takes as many: shorten it"
    return SourceFault(start, start, message)


class Contents:
    """What a format found: prompts in order of place, faults, the (start, end) file spans of comments that speak to promptlint (of their
    own line, or of the line below), and the notes that do.

    how tells in a few words how the text was read, for ``show-files``; resolved is the key of FORMATS that ``auto`` came to, or "".
    """

    __slots__ = ("comments", "faults", "found", "how", "notes", "resolved")

    def __init__(self, how: str = "", resolved: str = "") -> None:
        self.how = how
        self.resolved = resolved
        self.found: list[Found] = []
        self.faults: list[SourceFault] = []
        self.comments: list[tuple[int, int]] = []
        self.notes: list[Note] = []


class Piece(NamedTuple):
    """How much of a file stands before a part of it: lines, code points of the decoded text, bytes."""

    lines: int
    points: int
    bytes: int


class SourceFile:
    """A file as it was read.

    text      decoded, byte order mark taken away; undecodable bytes are kept as U+DC80 to U+DCFF (surrogateescape)
    encoding  "utf-8", "utf-16-le" ...; bom the bytes taken away; newline the line ending that it uses most
    found     the prompts, in order of place; faults what could not be read; comments and notes see Contents
    readable  false where no prompt could be looked for at all (not a text file)
    read_only why nothing is written into this file; "" where fixes are
    how       how it was read, for ``show-files``
    reading   the reading that led to it, with ``auto`` resolved: it reads the file the same way after a fix
    piece     what stands before it, where this is a part of a large file; else None
    """

    __slots__ = (
        "_lines", "bom", "comments", "encoding", "faults", "found", "how", "newline", "notes", "path", "piece", "read_only", "readable",
        "reading", "text",
    )  # fmt: skip

    def __init__(self, path: str, text: str = "", *, found: tuple[Found, ...] = ()) -> None:
        self.path = path
        self.text = text
        self.encoding = "utf-8"
        self.bom = b""
        self.newline = "\n"
        self.found = found
        self.faults: tuple[SourceFault, ...] = ()
        self.comments: tuple[tuple[int, int], ...] = ()
        self.notes: tuple[Note, ...] = ()
        self.readable = True
        self.read_only = ""
        self.piece: Piece | None = None
        self.how = ""
        self.reading: Reading | None = None
        self._lines: Lines | None = None

    @property
    def lines(self) -> Lines:
        """The line table of the text, made when first needed."""
        if self._lines is None:
            self._lines = Lines(self.text, self.piece.lines if self.piece else 0)
        return self._lines

    def encoded(self, text: str) -> bytes:
        """A text as this file would hold it: its encoding, its byte order mark. Raises UnicodeError where it cannot."""
        return self.bom + text.encode(self.encoding, "surrogateescape" if self.encoding == "utf-8" else "surrogatepass")

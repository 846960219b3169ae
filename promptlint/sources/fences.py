"""Markdown: fenced blocks that show that they hold a prompt, and the front matter.

A fenced block (CommonMark 0.31, 4.5) is a prompt

- where its info string says so: ```` ```prompt ````;
- where the comment ``<!-- promptlint: prompt -->`` stands above it;
- where it is plain text, and the last line above it that is not blank is a label: ``**Prompt:**``, ``#### 📝 Prompt``, ``Prompt 3``, also
  in the languages that collections of prompts are translated into.

One with blanks for its reader to fill in (``[SUBJECT]``, ``{name}``) is a template: a fragment. One that is called a negative prompt in the
same ways belongs to the prompt before it, unless a heading stands between. The marks of quotes and the indentation of lists before each
line are no part of the prompt. Front matter, YAML between ``---`` or TOML between ``+++``, is read by its keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptlint.sources.content import may_be_a_prompt
from promptlint.sources.decoding import newline_of
from promptlint.sources.directives import DIRECTIVE, MARK, is_directive
from promptlint.sources.found import MAX_PROMPT, Contents, EditError, Found, Note, SourceFault, SourceMap, too_long
from promptlint.sources.keyed import Keys, merged, names_a_key
from promptlint.sources.reading import Reading
from promptlint.text import Lines

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)")
_FRONT = re.compile(r"(?P<mark>---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?P<inside>.*?)^(?P=mark)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_OPENING = re.compile(r"(?P<before>(?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>[^\r\n]*)$")
_QUOTE = re.compile(r"[ \t]*>")
_HEADING = re.compile(r"[ \t>]*(#{1,6}[ \t]|<h[1-6]\b)")

_PROMPT = r"(?:prompts?|プロンプト|提示词|提示詞|프롬프트|промпт|подсказка|invite|istruzioni|prompttext|promt)"
_BEFORE = (
    r"(?:(?:the|full|image|main|positive|final|original|complete|text|my|used|example|sample|english|generation|nano banana|midjourney"
    r"|正向|正面)\s+)*"
)
_LABEL = re.compile(rf"{_BEFORE}{_PROMPT}(?:\s+(?:used|text|template|example))?\s*(?:#?\d{{1,4}}|\([^()]*\)|（[^（）]*）)?", re.IGNORECASE)
_NEGATIVE = re.compile(
    rf"(?:negative|negativ[eo]?s?|反向|负面|負面|ネガティブ|네거티브|негативный)[\s_-]*{_PROMPT}"
    r"|prompt n[eé]gatif|prompt negativo|負のプロンプト",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"^[^\w(（]+|[^\w)）]+$")
#: A blank that the reader of a collection is to fill in.
_BLANK = re.compile(r"\[[A-Z][A-Z0-9 /_-]+\]|<[A-Z][A-Z0-9 _-]+>|\{\{?[^\W\d][\w -]*(?: \w+=\"[^\"]*\")*\}")
#: Info strings that name no programming language.
PLAIN_INFO = frozenset({"", "text", "txt", "plain", "plaintext", "none", "md", "markdown", "json", "prompt", "prompts", "positive"})


class _Fence:
    """A fenced block: where its line and its info string stand, its lines without what quotes and lists put before them, and its end."""

    __slots__ = ("closed", "info", "lines", "start")

    def __init__(self, start: int, info: str) -> None:
        self.start = start
        self.info = info
        self.lines: list[tuple[int, int]] = []
        self.closed = False


def read(path: str, text: str, reading: Reading) -> Contents:
    """The prompts of the marked blocks, and those of the front matter."""
    contents = Contents()
    _Markdown(text, reading, contents).read()
    contents.how = "fenced blocks that are marked or labelled as prompts" + contents.how
    return contents


class _Markdown:
    def __init__(self, text: str, reading: Reading, contents: Contents) -> None:
        self.text = text
        self.reading = reading
        self.contents = contents
        self.newline = newline_of(text)
        self.lines = Lines(text)
        self.label = ""  # the last line that is not blank
        self.mark = ""  # what a comment says that the next block is
        self.comments: list[tuple[int, int]] = []  # those to promptlint since then
        self.last: int | None = None  # the number of the prompt that a negative one belongs to

    def read(self) -> None:
        """Go through the lines, and read each block as it comes."""
        at = self._front_matter()
        waiting: _Fence | None = None
        inside_comment = False
        while at < len(self.text):
            match = _LINE.match(self.text, at)
            following = match.end() if match else len(self.text)
            stop = at + len(self.text[at:following].rstrip("\r\n"))
            line = self.text[at:stop]
            opening = None if inside_comment else _OPENING.fullmatch(line)
            if opening:
                waiting, following = self._fence(at, opening)
                self._judge(waiting)
                self.label, self.mark, self.comments = "", "", []
            else:
                inside_comment = self._plain_line(at, stop, line, inside_comment)
            at = following
        self.contents.comments += self.comments

    def _front_matter(self) -> int:
        front = _FRONT.match(self.text)
        if front is None:
            return 0
        keys = Keys(self.reading._replace(prompt=(), negative=()), doubting=True)
        if names_a_key(front["inside"]):
            self.contents.how = ", and the front matter"
            if front["mark"] == "---":
                from promptlint.sources.yamlkeys import read_part
            else:
                from promptlint.sources.tomlkeys import read_part
            read_part(self.text, *front.span("inside"), self.contents, keys)
        return front.end()

    def _plain_line(self, at: int, stop: int, line: str, inside_comment: bool) -> bool:
        """Note what a line outside of blocks says; gives back whether a comment goes on behind it."""
        if not line.strip(" \t>"):
            return inside_comment
        directive = DIRECTIVE.search(line) if "romptlint" in line else None
        if directive and directive.group().startswith("<!--"):
            end = line.find("-->", directive.start())
            comment = line[directive.start() : end + 3 if end >= 0 else len(line)]
            beside = line[: directive.start()] + line[directive.start() + len(comment) :]
            if beside.strip(" \t>"):
                self._say(beside)
            if mark := MARK.match(comment):
                self.mark = mark["kind"].lower()
            elif is_directive(comment):
                self.comments.append((at + directive.start(), at + directive.start() + len(comment)))
            return False
        if not inside_comment:
            self._say(line)
        opened, closed = line.rfind("<!--"), line.rfind("-->")
        return opened > closed if opened >= 0 or closed >= 0 else inside_comment

    def _say(self, line: str) -> None:
        """Take a line of text for the label of the next block; what stood before it labels nothing any more."""
        if _HEADING.match(line) and not _NEGATIVE.fullmatch(_undecorated(line)):
            self.last = None
        self.label, self.mark = line, ""
        self.contents.comments += self.comments
        self.comments = []

    def _fence(self, at: int, opening: re.Match[str]) -> tuple[_Fence, int]:
        """The block that a line opens, and where the text behind it begins."""
        text, before = self.text, opening["before"]
        fence = _Fence(at, opening["info"].strip())
        quotes = before.count(">")
        indent = len(before) - (before.rfind(">") + 1)
        closing = re.compile(rf"[ \t]*{re.escape(opening['fence'][0])}{{{len(opening['fence'])},}}[ \t]*")
        match = _LINE.match(text, at)
        at = match.end() if match else len(text)
        while at < len(text):
            match = _LINE.match(text, at)
            following = match.end() if match else len(text)
            stop = at + len(text[at:following].rstrip("\r\n"))
            begin = at
            for _ in range(quotes):
                quote = _QUOTE.match(text, begin, stop)
                if quote is None:
                    fence.closed = True  # the quote ends, and the block with it
                    return fence, at
                begin = quote.end()
            if quotes and closing.fullmatch(text, begin, stop) is None and text[begin:stop].startswith(" ") and indent == 0:
                begin += 1
            spaces = len(text[begin:stop]) - len(text[begin:stop].lstrip(" \t"))
            if closing.fullmatch(text, begin, stop):
                fence.closed = True
                return fence, following
            begin += min(spaces, indent)
            fence.lines.append((begin, stop))
            at = following
        return fence, at

    def _judge(self, fence: _Fence) -> None:
        """Add the block where it is a prompt, or tie it to the one before where it is a negative one."""
        kind = self._kind(fence)
        while fence.lines and not self.text[slice(*fence.lines[0])].strip():
            fence.lines.pop(0)
        while fence.lines and not self.text[slice(*fence.lines[-1])].strip():
            fence.lines.pop()
        comments, contents = self.comments, self.contents
        if not kind or not fence.lines:
            contents.comments += comments
            return
        prompt = "\n".join(self.text[begin:stop] for begin, stop in fence.lines)
        if not fence.closed:
            message = (
                "the block that is opened here is never closed; close it with the same sign. It is not checked, the rest of the file is"
            )
            contents.faults.append(SourceFault(fence.start, fence.start, message))
        elif kind == "negative":
            if self.last is not None and contents.found[self.last].negative is None:
                contents.found[self.last].negative = prompt
        elif len(prompt) > MAX_PROMPT:
            contents.faults.append(too_long(fence.lines[0][0], fence.lines[-1][1]))
        elif self.mark or fence.info or may_be_a_prompt(prompt):
            self.last = len(contents.found)
            place = f"line {self.lines.locate(fence.lines[0][0])[0]}"
            fragment = self.reading.fragments or self.mark.startswith("fragment") or _BLANK.search(prompt) is not None
            contents.found.append(Found(prompt, place, self._map(fence.lines), None, fragment, fence.start))
            contents.notes += [self._note(start, end, self.last) for start, end in comments]
            return
        contents.comments += comments

    def _kind(self, fence: _Fence) -> str:
        """What a block holds by its marks: "prompt", "negative" or "" (neither)."""
        info = fence.info.lower()
        words = re.split(r"[\s{}.,:]+", info)
        if self.mark:
            return "negative" if self.mark.startswith("negative") else "prompt"
        if {"negative", "negative-prompt", "negative_prompt"} & set(words):
            return "negative"
        if {"prompt", "prompts", "positive"} & set(words):
            return "prompt"
        if next((word for word in words if word), "") not in PLAIN_INFO:
            return ""
        label = _undecorated(self.label)
        return "negative" if _NEGATIVE.fullmatch(label) else "prompt" if _LABEL.fullmatch(label) else ""

    def _note(self, start: int, end: int, prompt: int) -> Note:
        text = self.text
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        behind = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(text, end)
        alone = behind is not None and not text[line:start].strip()
        return Note(start, end, (prompt,), (line, behind.end()) if alone and behind else (start, end))

    def _map(self, lines: list[tuple[int, int]]) -> SourceMap:
        """A line break goes with the marks of quotes and the indentation before the next line."""

        def spans() -> Iterator[tuple[int, int, int, int]]:
            at = 0
            for number, (begin, stop) in enumerate(lines):
                if number:
                    yield at, at + 1, lines[number - 1][1], begin
                    at += 1
                if stop > begin:
                    yield at, at + stop - begin, begin, stop
                    at += stop - begin

        first = lines[0][0]
        prefix = self.text[self.lines.start(self.lines.locate(first)[0]) : first]

        def encode(text: str) -> str:
            if re.search(r"^[ \t]*(?:```|~~~)", text, re.MULTILINE):
                raise EditError("it would end the fenced block")
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", self.newline + prefix)

        return SourceMap(lambda: merged(spans()), encode)


def _undecorated(line: str) -> str:
    """A line without the marks of headings, emphasis and lists, emoji and a colon at its end."""
    plain = re.sub(r"</?\w+[^<>]*>|[*_`~]+|^[\s>]*(?:[-*+]|\d+[.)])\s", " ", line).strip()
    return _DECORATION.sub("", _DECORATION.sub("", plain)).strip()

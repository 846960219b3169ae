"""Text to terminals: the longest phrase of the vocabulary wins, and a run of words that it does not know is one WORD.

The lexer reads the live runs that markup has left (``markup.read_markup``) word by word. Spaces, hyphens and underscores between words
are one and the same, so tags, compounds and prose meet one entry. Every step moves forward: the work is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from promptlint.model import Run
from promptlint.shapes import MEASURES, code_pattern, is_number_of_thing, measure_pattern

#: One step of the scan: a word with what joins it to the next, what parts words, a quotation mark, a joint without a word, anything else.
STEP = re.compile(
    r"([^\W_]++(?:['’][^\W_]++)*+)[ \t_–\\-]*+"
    r"|([,;:/|()\[\]{}<>•·+*=~—、，；：]++) *+"
    r"|([.!?…。！？]++|[\n\r\f\v]++)"
    r"|([\"“”„«»'‘])"
    r"|[^\S\n\r\f\v]++|[-_–\\]++"
    r"|(.)",
    re.DOTALL,
)
IS_WORD, IS_COMMA, IS_STOP, IS_QUOTE, IS_OTHER = 1, 2, 3, 4, 5

#: How many first letters name a block of the lexicon, as in grammar/compiler.py.
BLOCK_LETTERS = 3
#: The one abbreviation with a mark in it.
WITHOUT = re.compile(r"(?<![^\W_])[wW]/o(?:ut)?(?![^\W_])")
#: What may own something.
OWNERS = frozenset({"SUBJECT", "SOURCE"})
#: Anything but white space.
INK = re.compile(r"\S")
#: How long quoted lettering may be; a longer stretch between two quotation marks is speech or a stray mark.
LETTERING_MAX = 80
#: How many words of degree may stand inside a movement of several words.
INNER_DEGREES = 3
#: Adverbs that may stand there as well and tell no degree.
INNER_ADVERBS = frozenset({"far", "right", "all", "so", "ever", "well", "way"})
#: What closes each quotation mark.
CLOSING = {'"': '"', "“": "”", "„": "”“", "«": "»", "'": "'", "‘": "’"}

Value = tuple[str, Mapping[str, str]]


class Roles:
    """What a phrase may be: its terminal, and for each kind of vocabulary row the (value, features) pairs."""

    __slots__ = ("kinds", "terminal")

    def __init__(self, kinds: dict[str, tuple[Value, ...]], terminal: str = "") -> None:
        self.kinds = kinds
        self.terminal = terminal or terminal_of(kinds)

    def value(self, kind: str) -> str | None:
        """The first value of a kind, or None where the phrase is not of that kind."""
        found = self.kinds.get(kind)
        return found[0][0] if found else None

    def feature(self, kind: str, name: str) -> str:
        """A feature of the first row of a kind, or ""."""
        found = self.kinds.get(kind)
        return found[0][1].get(name, "") if found else ""


class Word(NamedTuple):
    """A terminal's value: where it stands (code points), its text in lower case, what it may be, and the run it lies in."""

    start: int
    end: int
    text: str
    roles: Roles
    run: Run


#: Kinds that name their terminal, the strongest first: a phrase of several kinds is read as the first of them.
STRONG = (
    ("action", "ACTION"), ("gaze", "GAZE"), ("head", "HEAD"), ("angle", "ANGLE"), ("shot", "SHOT"), ("composition", "COMPOSITION"),
    ("temperature", "TEMPERATURE"),
)  # fmt: skip
WEAK = (
    ("look", "LOOK"), ("face", "FACE"), ("feature", "FEATURE"), ("light-noun", "LIGHTNOUN"), ("light-source", "SOURCE"),
    ("subject", "SUBJECT"), ("occluder", "OCCLUDER"), ("direction", "DIRECTION"), ("movement", "MOVEMENT"), ("motion", "MOTION"),
    ("layer", "LAYER"), ("side", "SIDE"), ("scene", "SCENE"), ("context", "CONTEXT"),
)  # fmt: skip


def terminal_of(kinds: Mapping[str, tuple[Value, ...]]) -> str:
    """The terminal of a phrase with these kinds of rows."""
    if "word" in kinds:
        return kinds["word"][0][0].upper()
    if "scope" in kinds:
        return "SCOPE"
    for kind, terminal in STRONG:
        if kind in kinds:
            return terminal
    if any("alone" not in features for _, features in kinds.get("lighting", ())):
        return "LIGHT"
    if any("needs" not in features for _, features in kinds.get("emotion", ())):
        return "EMOTION"
    for kind, terminal in WEAK:
        if kind in kinds:
            return terminal
    if kinds.keys() & {"lighting", "emotion"}:
        return "MODIFIER"
    if "degree" in kinds or "phase" in kinds:
        return "MODIFIER" if kinds.keys() & {"vague", "plain"} else "DEGREE"
    return "VAGUE" if "vague" in kinds else "PLAIN"


UNKNOWN = Roles({}, "WORD")
DENYING = Roles({"word": (("neg", {}),)})
COMMA, STOP, EDGE, LETTERING, CODED, NUMBER, TEMPERATURE = (
    Roles({}, name) for name in ("COMMA", "STOP", "EDGE", "LETTERING", "CODE", "NUMBER", "TEMPERATURE")
)


class Lexicon:
    """The expanded vocabulary: phrase -> Roles, the longest phrase that each two words can begin, the words that begin movements of several
    words, and the emoticons.

    Phrases are loaded by blocks, when a word with a block's first letters is first met: a start costs what its prompt needs.
    """

    __slots__ = ("_blocks", "_emoticon", "_entries", "_roles", "_sets", "emoticons", "loaded", "longest", "moving", "phrases")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._entries: list[tuple[str, str, dict[str, str]]] = data["entries"]
        self._sets: list[list[int]] = data["sets"]
        self._blocks: dict[str, str] = data["blocks"]
        self._roles: dict[str, Roles] = {}
        self.phrases: dict[str, Roles] = {}
        self.longest: dict[str, int] = {}
        self.moving: set[str] = set()
        self.loaded: set[str] = set()
        self.emoticons = {text: _roles(self._entries[number] for number in numbers) for text, numbers in data["emoticons"].items()}
        self._emoticon: re.Pattern[str] | None = None

    def load(self, letters: str) -> None:
        """Load the phrases whose first word begins with these BLOCK_LETTERS letters."""
        self.loaded.add(letters)
        block = self._blocks.get(letters)
        if block is None:
            return
        parts = block.split("|")
        for phrase, number in zip(parts[::2], parts[1::2], strict=True):
            roles = self._roles.get(number)
            if roles is None:
                roles = self._roles[number] = _roles(self._entries[entry] for entry in self._sets[int(number)])
            self.phrases[phrase] = roles
            spaces = phrase.count(" ")
            if spaces:
                pair = phrase if spaces == 1 else phrase[: phrase.index(" ", phrase.index(" ") + 1)]
                if spaces >= self.longest.get(pair, 1):
                    self.longest[pair] = spaces + 1
                if roles.terminal == "MOVEMENT":
                    self.moving.add(phrase[: phrase.index(" ")])

    def load_all(self) -> Lexicon:
        """The same lexicon with every phrase loaded."""
        for letters in self._blocks:
            if letters not in self.loaded:
                self.load(letters)
        return self

    def emoticon(self) -> re.Pattern[str]:
        """Matches an emoticon that stands alone, as tags do: between commas, brackets, spaces or ends."""
        if self._emoticon is None:
            shapes = "|".join(re.escape(text) for text in sorted(self.emoticons, key=len, reverse=True))
            self._emoticon = re.compile(
                rf"(?:(?<=[\s,(])|(?<!.))(?:{shapes})(?=[\s,)]|\Z)" if shapes else r"(?!)", re.IGNORECASE | re.DOTALL
            )
        return self._emoticon


def _roles(entries: Iterable[tuple[str, str, dict[str, str]]]) -> Roles:
    kinds: dict[str, tuple[Value, ...]] = {}
    for kind, value, features in entries:
        kinds[kind] = (*kinds.get(kind, ()), (value, features))
    return Roles(kinds)


@cache
def lexicon() -> Lexicon:
    """The vocabulary that comes with promptlint."""
    from promptlint.tables import lexicon as compiled

    return Lexicon(compiled())


def lex(text: str, runs: Iterable[Run], words: Lexicon) -> list[tuple[str, Word]]:
    """The terminals of a prompt: (terminal, Word) pairs in order of place, one EDGE between any two runs."""
    terminals: list[tuple[str, Word]] = []
    for run in runs:
        if terminals:
            terminals.append(("EDGE", Word(run.start, run.start, "", EDGE, run)))
        if not run.opaque:
            _lex_run(text, run, words, terminals)
    return terminals


def _lex_run(text: str, run: Run, words: Lexicon, terminals: list[tuple[str, Word]]) -> None:
    fixed = _fixed(text, run, words)
    done = run.start
    segment: list[tuple[str, int, int]] = []
    for match in STEP.finditer(text, run.start, run.end):
        start = match.start()
        if start < done:
            continue
        group = match.lastindex
        if fixed and start in fixed:
            terminal, word = fixed[start]
            if segment:
                _phrases(segment, run, words, terminals)
                segment = []
            if terminal == "CODE" and terminals and terminals[-1][0] == "COMMA" and terminals[-1][1].text in {"+", "&"}:
                terminals.pop()  # AU1+AU2: the sign joins, it does not part
            terminals.append((terminal, word))
            done = word.end
            continue
        if group == IS_WORD:
            segment.append((match.group(1).lower().replace("’", "'"), start, match.end(1)))
            continue
        if group is None or (group == IS_OTHER and match.group().isalnum()):
            continue
        if (
            group == IS_COMMA
            and match.group(2) == "/"
            and segment
            and segment[-1][0].isdigit()
            and text[match.end() : match.end() + 1].isdigit()
        ):
            continue  # "3/4 view": a fraction is one word of a phrase
        if segment:
            _phrases(segment, run, words, terminals)
            segment = []
        if group == IS_COMMA:
            terminals.append(("COMMA", Word(start, match.end(2), match.group(2), COMMA, run)))
        elif group == IS_STOP:
            terminals.append(("STOP", Word(start, match.end(), match.group(), STOP, run)))
        elif group == IS_QUOTE:
            end = _lettering_end(text, start, run)
            if end:
                terminals.append(("LETTERING", Word(start, end, "", LETTERING, run)))
                done = end
    if segment:
        _phrases(segment, run, words, terminals)


def _fixed(text: str, run: Run, words: Lexicon) -> dict[int, tuple[str, Word]]:
    """What is no word of the vocabulary and has a shape of its own, by its start: codes, measures, emoticons."""
    found: dict[int, tuple[str, Word]] = {}
    piece = text[run.start : run.end]
    if not piece.isalpha() and any(map(str.isdigit, piece)):
        for match in code_pattern().finditer(text, run.start, run.end):
            if not is_number_of_thing(text, match.start()):
                found[match.start()] = ("CODE", Word(match.start(), match.end(), match.group(), CODED, run))
    if not piece.isalpha() and (any(map(str.isdigit, piece)) or any(unit in piece for unit in MEASURES)):
        for match in measure_pattern().finditer(text, run.start, run.end):
            roles = TEMPERATURE if match.group()[-1] in "kKnN" and not match.group().lower().endswith("een") else NUMBER
            found.setdefault(match.start(), (roles.terminal, Word(match.start(), match.end(), match.group().lower(), roles, run)))
    if "/o" in piece:
        for match in WITHOUT.finditer(text, run.start, run.end):
            found[match.start()] = ("NEG", Word(match.start(), match.end(), match.group(), DENYING, run))
    if any(mark in piece for mark in ":;^><=@+_"):
        for match in words.emoticon().finditer(text, run.start, run.end):
            roles = words.emoticons[match.group().lower()]
            found.setdefault(match.start(), (roles.terminal, Word(match.start(), match.end(), match.group().lower(), roles, run)))
    return found


def _lettering_end(text: str, start: int, run: Run) -> int:
    """Where quoted lettering that opens at start ends (exclusive), or 0 where the mark opens none.

    A prompt that is quoted as a whole is no lettering, nor is an apostrophe.
    """
    mark = text[start]
    if mark not in CLOSING or (mark in "'‘" and start > run.start and (text[start - 1].isalnum())):
        return 0
    window = text[start + 1 : min(run.end, start + 1 + LETTERING_MAX)]
    places = [place for place in map(window.find, CLOSING[mark]) if place >= 0]
    if not places or "\n" in window[: min(places)]:
        return 0
    end = start + min(places) + 2
    if mark in "'‘" and end < len(text) and text[end].isalnum():
        return 0
    behind = INK.search(text, end)
    before = INK.search(text) if behind is None else None
    return 0 if before and before.start() == start else end


def _phrases(segment: list[tuple[str, int, int]], run: Run, words: Lexicon, terminals: list[tuple[str, Word]]) -> None:
    """Cut a stretch of words that nothing parts into the longest phrases of the vocabulary, from left to right."""
    phrases, longest = words.phrases, words.longest
    size = len(segment)
    unknown = -1
    at = 0
    while at < size:
        text, start, end = segment[at]
        if text[:BLOCK_LETTERS] not in words.loaded:
            words.load(text[:BLOCK_LETTERS])
        roles = None
        step = 1
        length = 1
        if at + 1 < size:
            pair = f"{text} {segment[at + 1][0]}"
            length = longest.get(pair, 1)
            if length == 1 and pair.endswith("'s"):
                length = longest.get(pair[:-2], 1)
            if length > size - at:
                length = size - at
        while length > 1:
            phrase = " ".join([part[0] for part in segment[at : at + length]])
            roles = phrases.get(phrase)
            if roles is None and phrase.endswith("'s"):
                roles = _owner(phrase, phrases)
            if roles is not None:
                text, end, step = phrase, segment[at + length - 1][2], length
                break
            length -= 1
        if roles is None and text in words.moving and at + 2 < size:
            parted = _parted_movement(segment, at, words)
            if parted is not None:
                roles, step = parted
                text, end = " ".join([part[0] for part in segment[at : at + step]]), segment[at + step - 1][2]
        if roles is None:
            roles = phrases.get(text)
            if roles is None and text.endswith("'s"):
                roles = _owner(text, phrases)
        if roles is None:
            if unknown < 0:
                unknown = at
        else:
            if unknown >= 0:
                terminals.append(_unknown(segment[unknown:at], run))
                unknown = -1
            terminals.append((roles.terminal, Word(start, end, text, roles, run)))
        at += step
    if unknown >= 0:
        terminals.append(_unknown(segment[unknown:], run))


def _owner(words: str, phrases: Mapping[str, Roles]) -> Roles | None:
    """Who owns what follows: "the woman's face" brings the woman on, "the candle's glow" the candle; None where neither is known."""
    owner = phrases.get(words[:-2])
    return owner if owner is not None and owner.terminal in OWNERS else None


def _parted_movement(segment: list[tuple[str, int, int]], at: int, words: Lexicon) -> tuple[Roles, int] | None:
    """A movement of several words with its degree between them, "pulled very sharply down": its roles, the degree as kind "inner" among
    them, and how many words it has. None where no such movement stands at this place.
    """
    level: tuple[Value, ...] = ()
    rest = at + 1
    while rest < min(at + 1 + INNER_DEGREES, len(segment)):
        word = segment[rest][0]
        if word[:BLOCK_LETTERS] not in words.loaded:
            words.load(word[:BLOCK_LETTERS])
        roles = words.phrases.get(word)
        if roles is not None and "degree" in roles.kinds and "movement" not in roles.kinds:
            level = roles.kinds["degree"]
        elif word in INNER_ADVERBS:
            level = level or (("", {}),)
        elif word == "the" and segment[rest - 1][0] == "all":
            level = (("E", {}),)  # "dragged all the way down"
        else:
            break
        rest += 1
    if not level:
        return None
    for end in range(min(rest + 2, len(segment)), rest, -1):
        found = words.phrases.get(" ".join([segment[at][0], *(part[0] for part in segment[rest:end])]))
        if found is not None and found.terminal == "MOVEMENT":
            return Roles({**found.kinds, "inner": level}, found.terminal), end - at
    return None


def _unknown(words: list[tuple[str, int, int]], run: Run) -> tuple[str, Word]:
    return "WORD", Word(words[0][1], words[-1][2], " ".join([word[0] for word in words]), UNKNOWN, run)

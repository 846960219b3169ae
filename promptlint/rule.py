"""What a rule is made of: examples, problems, fixes, findings, and the decorator that turns a function into a rule.

Three separate axes (after zizmor): severity belongs to the rule, safety to the fix, confidence to the finding. The values are named tuples,
not dataclasses: eight of those cost 8 ms at every start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from promptlint.model import Token

if TYPE_CHECKING:
    from promptlint.model import Prompt

SEVERITIES = ("info", "warning", "error")
PRESETS = ("recommended", "strict", "all")
MISTAKES = ("overload", "conflict", "generic", "context")


class Edit(NamedTuple):
    """Replace the code points from start to end (exclusive) of the prompt's text."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """A way out. A safe fix never changes what the prompt asks for; a rewrite changes the picture, so it is unsafe."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Related(NamedTuple):
    """Another place that a finding is about, and what stands there."""

    start: int
    end: int
    message: str = ""


#: Ways out of a finding: made already, or made when somebody asks for them, because rewriting a prompt takes longer than judging it.
Fixes = tuple[Fix, ...] | Callable[[], tuple[Fix, ...]]


class Problem(NamedTuple):
    """What a rule's function yields: where, what, and ways out. The engine adds the rule's own axes and makes it a Finding.

    label is the short text under the carets; message is the sentence of the finding.
    """

    start: int
    end: int
    message: str
    label: str = ""
    related: tuple[Related, ...] = ()
    fixes: Fixes = ()
    confidence: str = "high"


class Finding:
    """One result of linting; offsets in code points of the prompt's text.

    code, name, mistake, severity   the rule's; mistake is one of MISTAKES or None
    confidence                      "high", "medium" or "low", the rule's word on this one
    message, label, why             what is wrong in a sentence; the short text under the carets; why it hurts a picture
    start, end, related             where, and the other places it is about
    fixes                           ways out, the best first; made when first asked for
    """

    __slots__ = ("_fixes", "code", "confidence", "end", "label", "message", "mistake", "name", "related", "severity", "start", "why")

    def __init__(
        self,
        code: str,
        name: str,
        mistake: str | None,
        severity: str,
        confidence: str,
        message: str,
        start: int,
        end: int,
        label: str = "",
        why: str = "",
        related: tuple[Related, ...] = (),
        fixes: Fixes = (),
    ) -> None:
        self.code = code
        self.name = name
        self.mistake = mistake
        self.severity = severity
        self.confidence = confidence
        self.message = message
        self.start = start
        self.end = end
        self.label = label
        self.why = why
        self.related = related
        self._fixes = fixes

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """Ways out, the best first."""
        if not isinstance(self._fixes, tuple):
            self._fixes = self._fixes()
        return self._fixes

    def _key(self) -> tuple[object, ...]:
        return (self.code, self.severity, self.confidence, self.message, self.start, self.end, self.label, self.related, self.fixes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.code, self.start, self.end, self.message))

    def __repr__(self) -> str:
        return f"<Finding {self.code} {self.start}:{self.end} {self.message!r}>"


class Good(NamedTuple):
    """A prompt that a rule must leave alone, with its negative prompt or target where that matters."""

    text: str
    negative: str | None = None
    target: str | None = None


class Bad(NamedTuple):
    """A prompt that a rule must flag: the marked text first, then the related places; ``fixed`` is the text after all its fixes."""

    text: str
    marks: tuple[str, ...] = ()
    fixed: str | None = None
    negative: str | None = None
    target: str | None = None


class Suppression:
    """A comment that takes findings back, as it was read and, once a file has been judged, as it was used. Rules of scope "file" read it.

    start, end  the comment in the file's text, code points; line where it stands, from 1; alone whether it has the line for itself
    called      how a message calls it: "this comment", or for what does the same elsewhere "this key", "[[ignore]] at promptlint.toml:7"
    covers      the numbers of the file's prompts that it speaks of, or None for those in its line or the line below
    removal     the span to delete with it: the white space before it, or its whole line where it is alone; None where it cannot be deleted
    whole_file  ignore-file[...]
    selectors   (text, start, end) of each code, name, prefix or * between its brackets
    reason      the words behind the brackets
    expires     the day as written, or None; expired whether it has come
    fault       what is malformed, or ""; a malformed comment takes nothing back
    judged      whether this file alone can tell that it is unused
    used        the selectors that took a finding back; unused the entries of ``selectors`` that could have and did not
    """

    __slots__ = (
        "alone", "called", "covers", "end", "expired", "expires", "fault", "judged", "line", "reason", "removal", "selectors", "start",
        "unused", "used", "whole_file",
    )  # fmt: skip

    def __init__(self, start: int, end: int, *, line: int, alone: bool) -> None:
        self.start = start
        self.end = end
        self.line = line
        self.judged = True
        self.alone = alone
        self.called = "this comment"
        self.covers: frozenset[int] | None = None
        self.removal: tuple[int, int] | None = (start, end)
        self.whole_file = False
        self.selectors: list[tuple[str, int, int]] = []
        self.reason = ""
        self.expires: str | None = None
        self.expired = False
        self.fault = ""
        self.used: set[str] = set()
        self.unused: list[tuple[str, int, int]] = []


Check = Callable[..., Iterable[Problem]]


class Body(NamedTuple):
    """What of a rule only its module can tell: its function, why it hurts (the function's docstring), what it is about and from where (the
    module's), and its examples.
    """

    check: Check
    why: str
    about: str
    good: tuple[Good, ...]
    bad: tuple[Bad, ...]


class Rule:
    """A rule as the registry knows it: what its file's head says, and the rest when it is first asked for.

    scope    what its function is given: "prompt" a Prompt; "file" the list of Suppressions of a file, with offsets in the file's text, and
             its examples are the texts of files with one prompt a line
    reads    kinds of token without which it has nothing to find ("fault" for a fault in the markup, "negative" for a negative prompt,
             "target" for a target); () where it reads the text itself
    options  its options in the configuration, with their defaults
    """

    __slots__ = ("_body", "code", "mistake", "name", "options", "preset", "reads", "scope", "severity")

    def __init__(
        self,
        code: str,
        name: str,
        severity: str,
        preset: str,
        mistake: str | None,
        body: Body | Callable[[], Body],
        *,
        options: Mapping[str, object] = MappingProxyType({}),
        scope: str = "prompt",
        reads: Iterable[str] = (),
    ) -> None:
        self.code = code
        self.name = name
        self.severity = severity
        self.preset = preset
        self.mistake = mistake
        self.options = options
        self.scope = scope
        self.reads = frozenset(reads)
        self._body = body

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}>"

    @property
    def body(self) -> Body:
        """What its module tells."""
        if not isinstance(self._body, Body):
            self._body = self._body()
        return self._body

    @property
    def check(self) -> Check:
        """The function that judges."""
        return self.body.check

    @property
    def why(self) -> str:
        """Why the mistake hurts a picture."""
        return self.body.why

    @property
    def about(self) -> str:
        """What is wrong, and the source."""
        return self.body.about

    @property
    def good(self) -> tuple[Good, ...]:
        """Examples that it must leave alone."""
        return self.body.good

    @property
    def bad(self) -> tuple[Bad, ...]:
        """Examples that it must flag."""
        return self.body.bad


def rule(
    code: str,
    *,
    severity: str,
    preset: str = "recommended",
    mistake: str | None = None,
    good: Iterable[str | Good] = (),
    bad: Iterable[Bad] = (),
    scope: str = "prompt",
    reads: Iterable[str] = (),
) -> Callable[[Check], Rule]:
    """Turn a function ``(prompt, *, option=default ...) -> Iterable[Problem]`` into a Rule; what it is given depends on ``scope``.

    The function's name, with hyphens, is the rule's name and its file's; its keyword-only parameters are the rule's options in the
    configuration, with their defaults and types; its docstring tells why the mistake hurts a picture. ``reads`` is as in Rule. Arguments
    and defaults, but for the examples, are literals, because ``rules/_headers.py`` reads them without running the file.
    """

    def register(check: Check) -> Rule:
        options = {name.replace("_", "-"): value for name, value in (check.__kwdefaults__ or {}).items()}
        body = Body(
            check=check,
            why=_told(check.__doc__),
            about=_told(check.__globals__.get("__doc__")),
            good=tuple(Good(example) if isinstance(example, str) else example for example in good),
            bad=tuple(bad),
        )
        name = check.__name__.replace("_", "-")
        return Rule(code, name, severity, preset, mistake, body, options=options, scope=scope, reads=reads)

    return register


def _told(docstring: str | None) -> str:
    """A docstring without its margin, as ``inspect.cleandoc`` gives it; importing inspect would cost a first call 7 ms, textwrap 1 ms."""
    first, *rest = (docstring or "").splitlines() or [""]
    margin = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return "\n".join((first, *(line[margin:] for line in rest))).strip()


def problem(
    token: Token, message: str, *others: Token, label: str = "", labels: tuple[str, ...] = (), fixes: Fixes = (), confidence: str = "high"
) -> Problem:
    """A Problem at a token, related to other tokens; ``labels`` are the short texts under the others, in order."""
    related = tuple(Related(other.start, other.end, labels[n] if n < len(labels) else "") for n, other in enumerate(others))
    return Problem(token.start, token.end, message, label=label, related=related, fixes=fixes, confidence=confidence)


def closes_eyes(token: Token) -> bool:
    """Whether an action shuts the eyes (AU43 in full), not only half: "half-closed", "heavy-lidded" and AU43B leave a look."""
    if "43" not in token.units or token.intensity in {"A", "B", "C"}:
        return False
    words = token.text.lower()
    return bool(token.coded) or (("clos" in words or "shut" in words) and not any(part in words for part in ("half", "almost", "nearly")))


def is_of_camera(prompt: Prompt, token: Token) -> bool:
    """Whether a look is the camera's: it stands right behind a viewpoint ("POV looking up at a man")."""
    return token.kind == "gaze" and any(
        angle.end <= token.start and not prompt.text[angle.end : token.start].strip() for angle in prompt.of("angle")
    )


#: Words of a picture made of several views or frames, and of a camera that moves from one to the next.
SEVERAL_VIEWS = (
    r"\b(?:views|angles|sides|poses|shots|close-?ups|turn-?around|turn-?table|orthographic|blueprint|sheets?|inset|montage|collage|multiple|several"
    r"|various|(?:character|concept|costume) design|in (?:the|a|his|her|its)(?: \w+)? (?:mirror|reflection)|reflected"
    r"|camera (?:\w+ )?(?:starts?|moves?|begins?|pulls?|pans?|zooms?|follows?|tracks?|tilts?|captures?|shifts?|cuts?))\b"
)


def shows_several_views(prompt: Prompt) -> bool:
    """Whether a prompt speaks of several views in one picture, or of a moving camera, so that two views are no contradiction."""
    import re

    return re.search(SEVERAL_VIEWS, prompt.text, re.IGNORECASE) is not None

"""Light: how the words before and behind a light noun make one lighting claim, and which of them names it."""

from __future__ import annotations

from typing import Any

from promptlint.claim import Claim, Claims
from promptlint.compose.base import is_link, leave_to_thing, unpack
from promptlint.lexer import Word

LIGHTS = frozenset({"lighting", "light-noun"})

#: How much a word tells about a light, from its exclusive group or its kind: the pattern names it before its source, its source before
#: its quality, how soft or hard it is before its other qualities, and praise ("beautiful lighting") only where nothing else is said.
PATTERN, SOURCE, DRAMA, SOFTNESS, QUALITY, TIME, GRADE, COLOUR, PRAISE = 9, 8, 7, 6, 5, 4, 3, 2, 1
#: Terms that tell less about a light than its source does. Everything else in vocabulary/light.csv is a pattern or a source.
RANKS = {
    "dramatic": DRAMA,
    **dict.fromkeys(("soft", "hard", "harsh"), SOFTNESS),
    **dict.fromkeys(
        ("artificial", "available", "bright", "cold", "cool", "cozy", "emotional", "epic", "indoor", "intense", "inviting",
         "outdoor", "pale", "radiant", "strong",
         "vibrant", "warm"),
        GRADE,
    ),
    **dict.fromkeys(
        ("ambient", "atmospheric", "cinematic", "contrast", "dappled", "dark", "diffused", "dim",
         "direct", "directional", "divine", "dreamy", "dusty", "dynamic", "eerie", "ethereal", "even", "faint", "fantasy",
         "festive", "fill", "flat", "flickering", "futuristic", "gentle", "gloomy", "glowing", "golden", "gothic", "hazy",
         "heavenly", "indirect", "intimate", "iridescent", "low", "magical", "melancholic", "misty", "moody",
         "muted", "mysterious", "mystical", "natural", "ominous", "romantic", "shimmering", "sombre", "specular",
         "stippled", "subtle", "surreal", "theatrical"),
        QUALITY,
    ),
    **dict.fromkeys(("afternoon", "day", "evening", "morning", "night", "autumn", "winter", "summer", "spring"), TIME),
    **dict.fromkeys(
        ("amber", "blue", "cyan", "green", "magenta", "orange", "pastel", "pink", "purple", "red", "silver", "teal", "violet", "white",
         "yellow", "crimson", "scarlet", "azure", "emerald", "turquoise", "indigo", "coral", "copper", "maroon", "colourful", "colorful"),
        COLOUR,
    ),
    **dict.fromkeys(("beautiful", "detailed", "good", "perfect", "professional", "realistic", "well-lit"), PRAISE),
}  # fmt: skip
PATTERN_GROUPS = frozenset({"key_light_pattern", "broad_short", "vertical_light", "front_back_light"})
#: Light nouns before which any word tells the kind of light; before the others only words that look like adjectives do.
OPEN_NOUNS = ("lighting", "shadow", "shadows", "illumination")
#: What makes a light, or asks for one, and is no kind of it.
MAKING = frozenset(
    {
        "add",
        "adding",
        "cast",
        "casts",
        "casting",
        "throw",
        "throws",
        "throwing",
        "create",
        "creates",
        "creating",
        "incorporate",
        "use",
        "uses",
        "where",
        "whose",
        "reflect",
        "reflects",
        "reflecting",
    }
)
#: Lights that a room may name.
ROOM_LIGHTS = frozenset({"light", "lights", "lighting", "illumination", "glow"})
#: Where daylight comes in.
WINDOWS = frozenset({"window", "windows"})
#: What may stand between "of" and the source of a glow: "glow of hanging lanterns".
BETWEEN = frozenset({"plain", "word", "modifier", "degree", "movement"})
ADJECTIVE_ENDINGS = ("y", "ed", "ing", "ful", "ive", "al", "ic", "ous", "ish", "ant", "ent", "lit", "less", "ar", "en")
#: What beams of light do.
FALLING = frozenset({"fall", "pour", "stream", "spill", "shine", "cut", "pierce", "break", "slant", "filter"})
#: Lights that a sentence may be about, and the path of what it says of them.
TOLD = frozenset({"light", "lighting", "illumination"})
PREDICATE = "light + is"
#: Light nouns that a quality is enough for ("golden rays"); hues need their light.
BEAMS = frozenset({"ray", "rays", "beam", "beams"})
#: Words for how a picture is made.
PRAISED = frozenset({"high quality", "real", "realistic", "perfect", "best quality", "beautiful", "good"})
#: Words for a shadow of a low sun.
LONG = frozenset({"long", "elongated", "lengthening", "stretched"})
#: So many qualities of one light are remembered, the first in the text; they are gone through for each word of its phrase.
QUALITIES = 40
#: Degrees that tell how big a shadow is and nothing of its light.
SIZES = frozenset({"small", "little", "tiny", "big", "large", "huge"})


def _rank(word: Word) -> tuple[int, str] | None:
    """How strongly a word names a light, and the term it names it by; None where it says nothing of light."""
    roles = word.roles
    for value, features in roles.kinds.get("lighting", ()):
        group = features.get("group", "")
        if group in PATTERN_GROUPS or value == "silhouette":
            return PATTERN, value
        return RANKS.get(value, SOURCE), value
    source = roles.value("light-source")
    if source:
        return RANKS.get(source, SOURCE), source
    if "emotion" in roles.kinds or "vague" in roles.kinds:
        return GRADE, word.text
    if "plain" in roles.kinds:
        return (COLOUR if roles.value("plain") == "colour" else PRAISE), word.text
    if "degree" in roles.kinds:
        return None
    return PRAISE, word.text


def _name(claim: Claim) -> None:
    """Let the strongest of its qualities name a light; the first in the text among equals. A shadow is named by how long it is or by a
    quality of its light, and else is a shadow ("playful shadows").
    """
    if not claim.qualities:
        return
    del claim.qualities[QUALITIES:]
    ranks = {quality[0] for quality in claim.qualities}
    if TIME in ranks and max(ranks) == SOFTNESS and QUALITY not in ranks:
        claim.value = next(value for rank, value in claim.qualities if rank == TIME)  # "soft morning light"
        return
    rank, claim.value = max(claim.qualities, key=lambda quality: quality[0])
    if claim.text.startswith("shadow"):
        if claim.value in LONG:
            claim.value = "long shadows"
        elif rank == PRAISE and claim.kind == "lighting" and claim.value in PRAISED:
            claim.kind = "plain"  # "high quality shadow": how well it is drawn
        elif rank in {GRADE, PRAISE}:
            claim.value = "shadows"


def qualify(word: Word, claims: Claims) -> Claims:
    """Join a word to the light behind it."""
    claim = claims[-1]
    if word.text in MAKING:
        claims.append(Claim("plain", word, word.roles.value("plain") or ""))
        return claims
    rank = _rank(word)
    if rank is None and claim.kind == "light-noun" and claim.text.startswith("shadow") and word.text not in SIZES:
        rank = QUALITY, word.text  # "faint shadows": how deep they are is what they are
    if (
        claim.kind == "lighting"
        and rank
        and rank[0] == PRAISE
        and "plain" in word.roles.kinds
        and claim.qualities
        and (claim.text not in OPEN_NOUNS or word.roles.value("plain") in {"style", "medium"})
    ):
        claims.append(Claim("plain", word, word.roles.value("plain") or ""))
        return claims
    if (
        claim.kind == "light-noun"
        and claim.roles.feature("light-noun", "needs") == "of"
        and (rank is None or rank[0] < (GRADE if claim.text in BEAMS else SOURCE))
    ):
        claims.append(Claim("modifier", word))  # "warm hues": colours, unless they are hues of a light
        return claims
    claim.start = word.start
    if rank:
        claim.qualities.insert(0, rank)
        claim.kind = "lighting"
        _name(claim)
    if claim.text.endswith("glow") and claim.kind == "lighting" and claim.qualities[0][0] == PRAISE and len(claim.qualities) == 1:
        claim.kind = "plain"  # "beautiful detailed glow": something glows, and nothing is lit
    level = word.roles.value("degree")
    if level:
        claim.degrees.insert(0, level)
    return claims


def join(quality: Claim, claim: Claim) -> None:
    """Join a quality that a comma parts from its light."""
    rank = _rank(quality.word)
    if rank and rank[0] in {SOFTNESS, QUALITY, GRADE}:
        claim.start = quality.start
        claim.qualities.insert(0, rank)
        _name(claim)
        quality.kind = "plain"


def takes(claim: Claim, word: str) -> bool:
    """Whether an unknown word before a light tells its kind: any before "lighting", an adjective before "light"."""
    if word in MAKING or (claim.kind == "lighting" and not claim.text.endswith(OPEN_NOUNS)):
        return False
    return (claim.text in OPEN_NOUNS and claim.kind == "light-noun") or word.endswith(ADJECTIVE_ENDINGS)


def qualify_unknown(word: Word, last: str, start: int, claims: Claims) -> None:
    """Join an unknown word (the last of its run, from start) to the light behind it."""
    claim = claims[-1]
    claim.start = start
    claim.kind = "lighting"
    claim.qualities.insert(0, (PRAISE, last))
    _name(claim)


def is_of_room(room: Word, claim: Claim) -> bool:
    """Whether a light without a kind of its own stands right behind the room it is in ("kitchen light", "laboratory lights")."""
    return claim.kind == "light-noun" and claim.text in ROOM_LIGHTS and claim.start == room.end + 1


def light(children: list[Any]) -> Claims:
    """Rembrandt lighting, sunlit, golden hour; words of light in one phrase are one claim."""
    word, claims = unpack(children)
    new = Claim("lighting", word, word.roles.value("lighting") or word.text)
    new.qualities = [_rank(word) or (QUALITY, word.text)]
    _absorb(new, claims)
    _name(new)
    claims.append(new)
    return claims


def light_noun(children: list[Any]) -> Claims:
    """light, glow, shadows: a claim once something tells what kind; "light" before another noun is a degree or a colour."""
    word, claims = unpack(children)
    verb = bool(claims) and claims[-1].kind == "word" and claims[-1].text.split(" ", 1)[0].endswith(("s", "ed"))  # "light creates"
    if (
        claims
        and word.text == "light"
        and not verb
        and not _is_noun(claims[-1])
        and claims[-1].kind in {"action", "emotion", "plain", "word", "movement", "subject"}
    ):
        first = claims[-1]
        if first.kind == "action":
            first.start = word.start
            first.degrees.insert(0, "B")
        else:
            claims.append(Claim("modifier", word))
        return claims
    new = Claim("light-noun", word, "")
    if len(claims) > 1 and word.text in TOLD and is_link(claims[-1], "state") and "lighting" in claims[-2].roles.kinds:
        quality = claims[-2]  # "the lighting is soft"
        del claims[-2:]
        new.kind, new.end, new.path = "lighting", quality.end, PREDICATE
        new.qualities.append(_rank(quality.word) or (QUALITY, quality.text))
        _name(new)
        claims.append(new)
        return claims
    _absorb(new, claims)
    claims.append(new)
    return claims


def _is_noun(behind: Claim) -> bool:
    """Whether "light" is the noun by what stands behind it: what light does, or a number ("light 80 mm lens")."""
    return behind.text.split(" ", 1)[0] in FALLING or behind.text[0].isdigit()


def _absorb(new: Claim, claims: Claims) -> None:
    """Take in what tells the kind of a light behind its noun: "glow of a nearby lamp", "light from the window", "sunset light"."""
    if claims and claims[-1].kind in LIGHTS:
        other = claims.pop()
        new.end = other.end
        new.qualities += other.qualities
        new.kind = "lighting" if new.qualities else new.kind
    if len(claims) > 1 and claims[-1].link is not None and (claims[-1].link.kind == "of" or claims[-1].link.word.text in {"from", "by"}):
        index = -2
        while -index <= len(claims) and claims[index].kind in BETWEEN and -index < 5:
            index -= 1
        if -index <= len(claims) and (claims[index].kind in {"light-source", "lighting"} or claims[index].text in WINDOWS):
            told = claims[index]
            if told.text in WINDOWS:
                told.value = "window"  # "natural light from the window"
            new.end = told.end
            # "warm glow of morning light": what the glow is of names it before any quality of the glow
            new.qualities += [(rank + PATTERN, value) for rank, value in told.qualities] or [(SOURCE + PATTERN, told.value)]
            new.kind = "lighting"
            del claims[index:]
    _name(new)


def source(children: list[Any]) -> Claims:
    """candles, setting sun: before a light noun they tell the light."""
    word, claims = unpack(children)
    if claims and claims[-1].kind in LIGHTS:
        return qualify(word, claims)
    if len(claims) > 1 and claims[-1].kind == "modifier" and claims[-2].kind == "light-noun":
        claims.pop()  # "the sun's gentle rays": the rays were no light before their sun was known
        return qualify(word, claims)
    leave_to_thing(word, claims)
    new = Claim("light-source", word, word.roles.value("light-source") or "")
    new.qualities = [_rank(word) or (SOURCE, word.text)]
    claims.append(new)
    return claims

"""Where the eyes and the head go: looking at, away, head bowed."""

from __future__ import annotations

from typing import Any

from promptlint.claim import Claim, Claims
from promptlint.compose.base import ATTRIBUTES, REACH, is_link, unpack
from promptlint.compose.moving import measure, move
from promptlint.compose.states import emotion_claim
from promptlint.facs.movements import movement_of
from promptlint.lexer import Word

#: What can be watched.
OBSERVED = frozenset({"word", "plain", "scene", "context", "subject", "light-source", "lighting"})
#: What the later nouns of a compound may be, and how many nouns it has at most.
NOUNS = frozenset({"scene", "context", "light-noun", "light-source", "occluder"})
COMPOUND = 3
#: Looks that tell of the eyes even where they do not say whereto.
GAZING = frozenset({"gazing", "gazes", "staring", "glaring", "peering", "glancing"})
#: How looks end whose target follows.
LEADING = (" on", " onto", " at", " glued to", " locked with")
#: Looks whose object follows at once.
WATCHING = frozenset({"watching", "watches", "watched", "scanning", "survey", "surveys", "surveyed", "surveying"})
#: Small words that turn a look towards something.
AIMING = frozenset(
    {
        "at",
        "to",
        "towards",
        "toward",
        "into",
        "through",
        "over",
        "on",
        "upon",
        "out of",
        "off",
        "beyond",
        "past",
        "from",
        "in the direction of",
        "across",
    }
)
#: Where eyes may be that look at nothing, and how their owner may sit.
BORNE = frozenset(
    {"horseback", "top", "side", "sides", "front", "back", "stalks", "stems", "wings", "fire", "head", "forehead", "tentacles"}
)
#: What a head does.
DONE = frozenset({"nod", "nods", "nodding", "nodded", "shakes", "shaking"})
#: Small words that lead a look away from the viewer they name, and where it goes.
PASSING = {"from": "away", "off": "away", "past": "other", "beyond": "other", "over": "other", "across": "other"}


def _aimed(word: Word, claims: Claims) -> Claims:
    """A look and the target that follows at once, as one gaze."""
    value, end, taken = aim(claims, 0)
    gaze = Claim("gaze", word, value, "look + target")
    gaze.end = max(end, word.end)
    del claims[len(claims) + taken :]
    claims.append(gaze)
    return claims


def look(children: list[Any]) -> Claims:
    """looking at the camera, stares into the distance; looking sad; a look."""
    word, claims = unpack(children)
    if word.text == "eyes on" and claims and claims[-1].text in BORNE:
        return claims  # "two eyes on the top of its head"
    if word.text.endswith(LEADING) and claims:  # "eyes fixed on", "glares at"
        return _aimed(word, claims)
    if claims and word.roles.value("feature") == "gaze":
        fixed = _fixed(word, claims)
        if fixed is not None:
            claims.append(fixed)
            return claims
    copula = word.roles.feature("look", "copula") == "yes"
    index = -1
    while -index <= min(len(claims), 3) and _is_manner(claims[index]):
        index -= 1
    target = claims[index] if -index <= len(claims) else None
    if target is not None and not copula:
        if target.kind == "gaze" or target.kind == "direction":
            return _gaze(word, claims, index, target.value or "other", target.end)
        if target.kind == "link" and target.link is not None and target.link.kind == "place" and target.link.word.text in AIMING:
            back = target.link.word.text == "over" and len(claims) >= 1 - index and claims[index - 1].text in {"shoulder", "shoulders"}
            value, end, furthest = aim(claims, index)
            _gaze(word, claims, furthest, value, end)
            if back:
                claims[-1].kind, claims[-1].value = "head", "turn"  # "glancing over his shoulder"
            return claims
        if index < -1 and is_link(target, "of"):
            value, end, furthest = aim(claims, index)  # "looking sadly of a portrait"
            return _gaze(word, claims, furthest, value, end)
        if target.kind == "lighting" and target.text.startswith("at "):
            return _gaze(word, claims, index, "distant", target.end)  # "staring at sunset"
        if target.kind == "context" and index < -1 and target.text.startswith(("at ", "into ", "towards ")):
            return _gaze(word, claims, index, "other", target.end)  # "gazes lovingly at her partner"
    if claims and word.text in WATCHING and claims[-1].kind in OBSERVED | {"modifier"}:
        return _aimed(word, claims)
    if len(claims) > 1 and word.text in {"watches", "watching"} and claims[-1].text == "with" and claims[-2].kind == "emotion":
        claims.append(Claim("gaze", word, "other", "watch"))  # "watches with fascination"
        return claims
    if claims and not word.text.startswith("watch"):
        first = claims[-1]
        if first.kind == "modifier" and "adjective" in first.roles.feature("emotion", "pos"):
            first = claims[-1] = emotion_claim(first.word)
        if first.kind == "emotion" and movement_of("gaze", first.roles.value("movement") or ""):  # "gaze focused on the ball"
            return _gaze(word, claims, -1, "other", first.end)
        if first.kind == "emotion":  # "looking sad"
            first.faced = True
            return claims
    if claims and not copula and is_link(claims[-1], "place") and claims[-1].text in {"outside", "inside"}:
        return _gaze(word, claims, -1, "other", claims[-1].end)  # "looking outside"
    if len(claims) > 1 and not copula and claims[-1].text == "in" and claims[-2].text.endswith("mirror"):
        return _gaze(word, claims, -2, "other", claims[-2].end)  # "looking in the mirror"
    if claims and word.text in {"stares", "gazes", "glares", "peers"} and _is_manner(claims[-1]) and claims[-1].text.endswith("ly"):
        return _gaze(word, claims, -1, "other", claims[-1].end)  # "stares intently"
    moved = _moved(word, claims)
    if moved is not None:
        moved.end = claims.pop().end
        claims.append(moved)
    elif word.text in GAZING:
        claims.append(Claim("gaze", word, "other", "look"))  # "gazing intently outside", "a teenager, staring"
    elif not copula:
        claims.append(Claim("look", word))
    return claims


def _moved(word: Word, claims: Claims) -> Claim | None:
    """A gaze that goes somewhere: "gaze raised skyward"."""
    if word.text != "gaze" or not claims or claims[-1].kind != "movement":
        return None
    for value, _ in claims[-1].roles.kinds["movement"]:
        found = movement_of("gaze", value)
        if found is not None and found.kind == "gaze":
            side = next((name for name in ("left", "right") if claims[-1].text.endswith(name)), found.value)
            return Claim("gaze", word, side, "gaze + movement")
    return None


def _is_manner(claim: Claim) -> bool:
    """Whether a claim may stand between a look and where it goes: one word ("directly", "thoughtfully")."""
    if " " in claim.text:
        return False
    return claim.kind in {"word", "degree", "modifier"} or (claim.kind == "emotion" and claim.text.endswith("ly"))


def _gaze(word: Word, claims: Claims, index: int, value: str, end: int) -> Claims:
    new = Claim("gaze", word, value, "look + target")
    new.end = end
    del claims[index:]
    claims.append(new)
    return claims


def aim(claims: Claims, link: int) -> tuple[str, int, int]:
    """Where a look goes behind the link claim at an index (0: at once): its value, where its words end, the index of the last claim it
    takes.
    """
    value, end, taken = "other", claims[link].end if link else 0, link
    for index in range(link - 1, max(link - 1 - REACH, -len(claims) - 1), -1):
        claim = claims[index]
        if claim.kind in {"link", "action", "emotion", "vague", "gaze", "head", "angle", "shot"}:
            break
        taken, end = index, claim.end
        value = claim.roles.value("gaze-target") or value
        if claim.kind not in ATTRIBUTES and claim.kind not in {"word", "light-noun", "lighting"}:
            taken, end, value = _whole(claims, index, value)
            break
    if value == "direct" and link and claims[link].text in PASSING:
        value = PASSING[claims[link].text]
    return value, end, taken


def _whole(claims: Claims, index: int, value: str) -> tuple[int, int, str]:
    """The rest of a compound whose first noun is the claim at an index ("cell phones", "the northern lights"): the index of its last noun,
    where that ends, and where a look at it goes.
    """
    last = claims[index]
    if value != "direct":
        for place in range(index - 1, max(index - COMPOUND, -len(claims) - 1), -1):
            claim = claims[place]
            if claim.kind not in NOUNS or claim.start != last.end + 1 or " " in claim.text or claim.text.endswith(("ing", "ed", "ly")):
                break
            index, last = place, claim
            value = claim.roles.value("gaze-target") or value
    return index, last.end, value


def _fixed(word: Word, claims: Claims) -> Claim | None:
    """A gaze and what it does: "gaze is locked straight ahead", "gaze fixed intently on the fruit"; None where nothing is said of it."""
    index = -2 if is_link(claims[-1], "state") else -1
    if len(claims) > -index and is_link(claims[index], "negation"):
        index -= 1
    while -index <= min(len(claims), 4) and _is_manner(claims[index]) and "movement" not in claims[index].roles.kinds:
        index -= 1
    part = Claim("feature", word, "gaze")
    moved = move(part, claims[index].word) if -index <= len(claims) and claims[index].kind in {"movement", "emotion", "context"} else None
    if moved is None or moved.kind != "gaze":
        return None
    part.kind, part.value, part.path = "gaze", moved.value, "feature + movement"
    part.end, part.negated = claims[index].end, claims[index].negated
    del claims[index:]
    if moved.value == "other":
        follow(part, claims)
    return part


def follow(new: Claim, claims: Claims) -> None:
    """Take in where a fixed gaze goes, past its manner: "gaze fixed intently on the fruit", "eyes locked straight ahead"."""
    index = -1
    while -index <= min(len(claims), 3) and _is_manner(claims[index]):
        index -= 1
    if -index > len(claims):
        return
    target = claims[index]
    if target.kind in {"gaze", "direction"}:
        new.value, new.end = target.value or new.value, target.end
        del claims[index:]
    elif is_link(target, "place") and (target.text in AIMING or (target.text == "with" and _is_viewer(claims, index - 1))):
        new.value, new.end, furthest = aim(claims, index)
        del claims[furthest:]


def _is_viewer(claims: Claims, index: int) -> bool:
    """Whether the claim at an index is the viewer ("eyes locked with the viewer")."""
    return -index <= len(claims) and claims[index].roles.value("gaze-target") == "direct"


def watch(new: Claim, claims: Claims) -> None:
    """Take in what eyes follow at once: "eyes following the bird's graceful movements"."""
    if claims and claims[-1].kind in OBSERVED | {"modifier"}:
        new.value, new.end, taken = aim(claims, 0)
        del claims[len(claims) + taken :]


def _aim_at_once(new: Claim, claims: Claims) -> None:
    """Take in where a look goes, if the first claim behind it says so ("down at the book"); only "at the viewer" changes its value."""
    link = claims[-1].link
    if link is not None and link.kind == "place" and link.word.text in AIMING:
        value, new.end, taken = aim(claims, -1)
        if value == "direct" or (value == "distant" and new.value == "other"):
            new.value = value
        elif new.word.text == "out" and link.word.text in {"over", "across"}:
            new.value = "distant"  # "out over the water"
        del claims[taken:]


def direction(children: list[Any]) -> Claims:
    """away, down, up towards the sky."""
    word, claims = unpack(children)
    if claims and claims[-1].kind in {"action", "feature", "movement"} and "side" in word.roles.kinds:
        claims[-1].side, claims[-1].start = word.roles.value("side"), word.start  # "left AU12"
        return claims
    new = Claim("direction", word, word.roles.value("direction") or "other")
    if claims:
        first = claims[-1]
        if first.kind in {"gaze", "direction"}:  # "up at the viewer", "out to the horizon"
            new.value, new.end = first.value, first.end
            claims.pop()
        else:
            _aim_at_once(new, claims)
    claims.append(new)
    return claims


def gaze(children: list[Any]) -> Claims:
    """eye contact, looking at viewer, downcast eyes."""
    word, claims = unpack(children)
    new = Claim("gaze", word, word.roles.value("gaze") or "other")
    fixed = _fixed(word, claims) if claims and new.value == "other" and word.text.endswith(("gaze", "stare")) else None
    if fixed is not None:
        claims.append(fixed)  # "an intense gaze fixed on the viewer"
        return claims
    if claims and claims[-1].kind == "gaze" and not claims[-1].negated:  # "look up at the camera"
        other = claims.pop()
        new.end = other.end
        new.value = other.value if other.value == "direct" else new.value
    elif claims and new.value in {"up", "down", "away", "left", "right"}:
        _aim_at_once(new, claims)
    claims.append(new)
    return claims


def head(children: list[Any]) -> Claims:
    """head bowed, chin up; with its angle ("head tilted 15 degrees")."""
    word, claims = unpack(children)
    new = Claim("head", word, word.roles.value("head") or "other")
    words = word.text.split()
    new.side = "left" if "left" in words else "right" if "right" in words else None
    if claims and words[0] in DONE and claims[-1].kind == "feature" and claims[-1].value == "head":
        new.end = claims.pop().end  # "nods his head"
    if claims and words[0] in DONE and _is_manner(claims[-1]) and claims[-1].text.endswith("ly"):
        new.end = claims.pop().end  # "nods solemnly"
    measure(new, claims)
    claims.append(new)
    return claims

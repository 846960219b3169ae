"""Facial actions: by code, by name, and by a part of the face and its movement."""

from __future__ import annotations

from typing import Any

from promptlint.claim import SIGN, Claim, Claims
from promptlint.compose import light
from promptlint.compose.base import ahead, grade, is_link, is_sign, is_voiced, unpack
from promptlint.compose.looks import follow, watch
from promptlint.compose.moving import RESTING, become_action, is_noun, move
from promptlint.compose.states import emotion_claim, qualify_face
from promptlint.facs.units import units
from promptlint.shapes import code_pattern

#: Parts of the face in the names of actions ("raised eyebrows"), so that an "and" may add to them; the first that fits.
PARTS = (
    ("inner brow", "inner-brow"), ("inner eyebrow", "inner-brow"), ("brow", "brow"), ("eyelid", "lids"), ("eyes", "eyes"),
    ("mouth corner", "mouth-corners"), ("corners of", "mouth-corners"), ("lip corner", "mouth-corners"), ("lips", "lips"),
    ("mouth", "mouth"), ("nose", "nose"), ("jaw", "jaw"),
)  # fmt: skip
#: Parts of the face that an action may be said of ("pouting lips").
OF_ACTIONS = frozenset({"brow", "mouth", "lips"})
#: What an action may answer to ("laughing at ...").
CAUSES = frozenset({"plain", "scene", "subject", "word"})
#: Nouns for wrinkles, which the skin keeps, and what they come from where they are no expression.
LINES = ("lines", "creases", "furrows", "wrinkles")
AGE = frozenset(
    {
        "age", "years", "year", "winters", "winter", "summers", "seasons", "decades", "decade", "lifetime", "lifetimes", "time", "sun",
        "weather", "wind", "sea", "work", "labour", "labor", "toil", "hardship", "harvests", "birthdays", "centuries", "voyages", "life",
    }
)  # fmt: skip
#: How many claims a phrase of age has at most ("of more than eighty hard winters").
AGE_REACH = 5
#: Movements that are also what people do with anything but their face.
EVERYDAY = frozenset({*RESTING, "meet", "drift", "dart"})
#: Small words that send an act to the viewer.
TOWARDS = frozenset({"towards", "toward", "to"})
#: What may move a part of the face.
MOVING = frozenset({"movement", "direction", "motion", "emotion", "modifier", "degree"})
#: What the words beside a FACS code may be ("AU12 small lip corner raise").
DESCRIPTION = frozenset(
    {"feature", "motion", "action", "movement", "emotion", "vague", "degree", "modifier", "side", "head", "face", "look"}
)


def coded(children: list[Any]) -> Claims:
    """AU12, AU1+AU2, and the words that say the same thing behind it ("AU12 small lip corner raise")."""

    word, claims = unpack(children)
    match = code_pattern().match(word.text)
    number, letter = (match.group(1).upper(), (match.group(2) or "").strip(" _-")) if match else ("0", "")
    number = number.lstrip("0") or "0"
    first = claims[-1] if claims else None
    if first is not None and first.kind == "action" and first.coded and first.word.run is word.run and first.start - word.end <= 4:
        first.value = "+".join(sorted({number, *first.value.split("+")}, key=_unit_order))
        first.coded.append(word.text)
        first.start = word.start
        if letter and letter.upper() <= "E":
            first.degrees.insert(0, letter.upper())
        return claims
    new = Claim("action", word, number, "code")
    new.coded.append(word.text)
    if letter and letter.upper() <= "E":
        new.degrees.append(letter.upper())
    described: list[str] = []
    while claims:
        part = claims[-1]
        inside = (
            part.kind in DESCRIPTION
            or (part.kind == "direction" and "side" in part.roles.kinds)
            or (part.kind == "plain" and part.text in _synonyms(number))
            or (part.kind in {"word", "plain"} and part.text.count(" ") < 2 and len(claims) > 1 and claims[-2].kind in DESCRIPTION)
        )
        if not inside or part.coded or part.negated:
            break
        if part.kind == "action":
            described += part.value.lstrip("!").split("+")
        if part.kind == "direction":
            new.side = new.side or part.roles.value("side")  # "AU12 left"
        new.end = part.end
        new.degrees += part.degrees or ([level] if (level := part.roles.value("degree")) and part.kind in {"modifier", "degree"} else [])
        new.phases += part.phases
        new.side = new.side or part.side
        new.label = new.label or part.label
        claims.pop()
    new.described = tuple(described)
    claims.append(new)
    return claims


def _synonyms(code: str) -> tuple[str, ...]:
    """What else the unit is called ("AU17 dimpled chin")."""
    unit = units().get(code)
    return unit.synonyms if unit else ()


def _unit_order(unit: str) -> tuple[int, str]:
    digits = unit.lstrip("M")
    return (int(digits) if digits.isdigit() else 999, unit)


def action(children: list[Any]) -> Claims:
    """smile, gritted teeth, laughing; with its manner ("smiles warmly", "smile of relief", "smiling face")."""
    word, claims = unpack(children)
    new = Claim("action", word, word.roles.value("action") or "")
    new.negated = word.roles.feature("action", "negated") == "yes"
    new.part = next(((part, False) for name, part in PARTS if name in word.text), None)
    if word.text.endswith(LINES) and _is_aged(claims):
        claims.append(Claim("plain", word, "appearance"))  # "frown lines of eighty winters"
        return claims
    if claims and claims[-1].kind in {"occluder", "plain"} and claims[-1].text.endswith("mask"):
        claims[-1].start = new.start  # "a smiley mask": the smile is the mask's
        return claims
    if claims and word.text == "glaring" and claims[-1].kind in light.LIGHTS:
        return light.qualify(word, claims)  # "glaring emergency lights"
    if claims and claims[-1].start == word.end + 1 and is_voiced(claims[-1].word, new):
        new.kind = "plain"  # "a roaring fireplace"
    if is_sign(claims):
        new.part = SIGN
    while claims:
        first = claims[-1]
        if first.kind in {"degree", "modifier", "movement"} and first.text.endswith(("ly", "wide", "tight", "little", "bit", "ear")):
            grade(new, first.word)
        elif first.kind == "face" or (first.kind == "feature" and word.text.endswith("ing") and first.value in OF_ACTIONS):
            new.end = first.end  # "smiling face", "scowling eyebrows"
        else:
            break
        claims.pop()
    if len(claims) > 1 and claims[-1].link is not None and claims[-1].text in {"at", "about", "over"} and _is_cause(claims):
        cause = Claim("context", claims[-1].word, "cause", "action + at + noun")  # "laughing at a green bottle"
        claims.insert(-1, cause)
    if claims and word.text.endswith(" at") and claims[-1].roles.value("gaze-target") == "direct":
        aimed = Claim("gaze", claims[-1].word, "direct", "action + at + viewer")  # "beaming at the camera"
        aimed.start, aimed.end, new.end = word.end - len("at"), claims[-1].end, word.end - len(" at")
        claims[-1:] = [aimed]
    if len(claims) > 1 and claims[-1].text in TOWARDS and claims[-2].roles.value("gaze-target") == "direct":
        claims[-2:] = [_towards(claims)]  # "smiling towards the camera"
    if len(claims) > 1 and is_link(claims[-1], "of") and is_voiced(claims[-2].word, new):
        new.kind = "plain"  # "the roar of the waves"
    if len(claims) > 1 and claims[-1].link is not None and claims[-1].link.kind == "of" and claims[-2].kind == "emotion":
        new.end, new.label = claims[-2].end, claims[-2].label
        del claims[-2:]
    claims.append(new)
    return claims


def _is_aged(claims: Claims) -> bool:
    """Whether words behind wrinkles tell that they come with the years: "of age", "from decades at sea", "carved by a hard life"."""
    links = 0
    for claim in claims[: -AGE_REACH - 1 : -1]:
        if claim.kind == "link":
            links += claim.text in {"of", "from", "by", "with"}
        elif claim.kind == "by":
            links += 1
        elif claim.kind in {"action", "emotion", "subject", "feature"}:
            return False
        if links and not AGE.isdisjoint(claim.text.split()):
            return True
    return False


def _towards(claims: Claims) -> Claim:
    """The gaze that goes with an act towards the viewer: the small word and its target."""
    aimed = Claim("gaze", claims[-1].word, "direct", "action + towards + viewer")
    aimed.end = claims[-2].end
    return aimed


def _is_cause(claims: Claims) -> bool:
    """Whether a thing stands behind the first claim, with at most one word before it ("at a green bottle")."""
    return claims[-2].kind in CAUSES or (len(claims) > 2 and claims[-2].kind == "modifier" and claims[-3].kind in CAUSES)


def feature(children: list[Any]) -> Claims:
    """eyebrows raised, eyes are closed, brow furrow: a part of the face and what it does."""
    word, claims = unpack(children)
    new = Claim("feature", word, word.roles.value("feature") or "")
    words = word.text.split()
    new.side = "left" if "left" in words else "right" if "right" in words else None
    if word.roles.feature("feature", "number") == "1":
        new.number = 1
    new.part = (new.value, new.number == 1)
    ended = _becomes(new, claims)
    if ended:
        for between in claims[len(claims) + ended + 1 :] if not claims[ended].degrees else ():
            if between.kind == "degree":
                grade(claims[ended], between.word)
        claims[ended].start = word.start  # "lips curve into a smile"
        del claims[len(claims) + ended + 1 :]
        return claims
    if claims:
        state = is_link(claims[-1], "state")
        manner = claims[-1].kind in {"emotion", "modifier", "word"} and claims[-1].text.endswith("ly")  # "tongue playfully hanging out"
        index = -2 if (state or manner) and len(claims) > 1 else -1
        if len(claims) > -index and is_link(claims[index], "negation"):
            index -= 1  # "mouth not open", "eyes are not closed"
        if new.value == "head" and _is_held(claims):
            new.kind, new.value, new.path, new.end = "head", claims[-2].value, "feature + direction", claims[-2].end
            del claims[-2:]
            claims.append(new)
            return claims
        turned = _bare(claims)
        first = claims[turned or index]
        if turned or first.kind in MOVING or (first.kind == "context" and "movement" in first.roles.kinds):
            moved = move(new, first.word)
            if moved:
                index = turned or index
                new.degrees += first.degrees
                new.phases += first.phases
                negated = first.negated ^ any(is_link(claim, "negation") for claim in claims[index + 1 :] if turned)
                del claims[index:]
                claims.append(new)
                become_action(new, first.word, moved, claims)
                claims[-1].negated ^= negated
                if moved.kind == "gaze" and moved.value == "other":
                    claims.pop()
                    end = new.end
                    if first.roles.value("movement") == "scan":
                        watch(new, claims)
                    follow(new, claims)
                    if new.end == end and first.text == "focused":
                        new = emotion_claim(first.word)  # "eyes focused": on nothing that is told
                        new.start, new.end, new.faced = word.start, end, True
                    claims.append(new)
                return claims
        if index == -1 and first.kind == "head" and first.value == "turn" and new.value == "eyes":  # "eyes turned to the left"
            first.kind, first.start = "gaze", word.start
            first.value = next((side for side in ("left", "right") if side in first.text.split()), "away")
            return claims
        if (
            index == -1
            and new.value in {"eyes", "gaze"}
            and (
                first.kind == "look"
                or (first.kind == "gaze" and first.path == "look")
                or (first.kind == "direction" and first.value != "other")
            )
        ):
            looked = Claim("gaze", word, first.value or "other", "feature + look")  # "eyes staring", "eyes to the side"
            looked.end = first.end
            claims[-1] = looked
            return claims
        told = first.kind in {"plain", "quality", "vague"} and "vague" in first.roles.kinds
        if index == -2 and told and new.value == "eyes" and is_link(claims[-1], "state"):
            first.kind, first.value, first.faced, first.start = "vague", "", True, word.start  # "her eyes are expressive"
            del claims[index + 1 :]
            return claims
        if index == -2 and first.kind == "emotion" and new.value in {"eyes", "gaze"} and claims[-1].text in {"full of", "filled with"}:
            first.start = word.start  # "eyes full of love"
            del claims[index + 1 :]
            return claims
        own = first.start == first.word.start or first.text.endswith("ing")  # "blue eyes, a little smile" without its comma
        if index == -1 and first.kind == "action" and not first.coded and own and new.value in {"eyes", "lips", "mouth", "lids"}:
            if new.value == "eyes" and first.value == "12":
                first.value = "6"  # "eye smile": the orbicularis, not the mouth
            first.start = word.start
            return claims
    claims.append(new)
    return claims


def _becomes(part: Claim, claims: Claims) -> int:
    """The index of the named action that a part of the face turns into behind its movement ("the corners of her mouth lift into a faint
    smile"); else 0.
    """
    if part.value not in OF_ACTIONS | {"mouth-corners"}:
        return 0
    for index in range(-1, max(-5, -len(claims)), -1):
        claim = claims[index]
        if claim.kind == "link":
            named = claims[index - 1]
            shaped = index < -1 and claim.text in {"into", "in"} and named.kind == "action" and not named.coded and is_noun(named)
            return index - 1 if shaped else 0
        if claim.kind not in {"movement", "motion", "direction", "degree", "word", "phase"} or " " in claim.text.replace(" up", ""):
            return 0
    return 0


def _is_held(claims: Claims) -> bool:
    """Whether a degree and a direction follow a part of the body: "head slightly down"."""
    return len(claims) > 1 and claims[-1].kind == "degree" and claims[-2].kind == "direction" and claims[-2].value in {"up", "down"}


def _bare(claims: Claims) -> int:
    """The index of a copula that is a movement as nothing follows it ("her head is turned", "eyes not turned to the wall"); else 0."""
    for index in range(-1, max(-4, -len(claims) - 1), -1):
        if not (is_link(claims[index], "state") or is_link(claims[index], "negation")):
            return 0
        if "movement" in claims[index].roles.kinds:
            return index if len(claims) == -index or claims[index - 1].kind == "link" else 0
    return 0


def movement(children: list[Any]) -> Claims:
    """raised eyebrows, half-closed green eyes, wide smile."""
    word, claims = unpack(children)
    if len(claims) > 1 and is_link(claims[-1], "of") and claims[-2].kind == "feature" and word.text.endswith("ing"):
        del claims[-1]  # "the faintest tightening of his lower eyelids"
    index = ahead(claims, frozenset({"feature"}))
    if index:
        part = claims[index]
        moved = move(part, word)
        if moved:
            for between in claims[len(claims) + index + 1 :]:
                part.degrees += between.degrees
            del claims[len(claims) + index + 1 :]
            return become_action(part, word, moved, claims)
    kinds = word.roles.kinds
    if claims:
        first = claims[-1]
        if first.kind == "head" and word.roles.value("movement") in RESTING:
            first.start = word.start  # "rests her chin on her hand"
            return claims
        if first.kind == "action" and ("degree" in kinds or is_noun(first)):
            grade(first, word)
            return claims
        if first.kind in light.LIGHTS and ("lighting" in kinds or first.kind == "lighting" or first.text == "lighting"):
            return light.qualify(word, claims)
        gaze = Claim("feature", first.word, "gaze") if first.kind == "look" and first.roles.value("feature") == "gaze" else None
        turned = move(gaze, word) if gaze else None
        if turned and turned.kind == "gaze":
            first.kind, first.value, first.start = "gaze", turned.value, word.start  # "directed gaze"
            return claims
        if first.kind in {"face", "look"} and "emotion" in kinds:
            return qualify_face(emotion_claim(word), claims)
        if first.kind in {"emotion", "vague"} and "degree" in kinds:
            grade(first, word)
            return claims
    if "context" in kinds and word.roles.value("movement") in EVERYDAY:
        claims.append(Claim("context", word, word.roles.value("context") or ""))  # "leaning against a wall", and no part of the face
        return claims
    new = Claim("movement", word)
    if inner := word.roles.value("inner"):
        new.degrees.append(inner)  # "pulled sharply down"
    claims.append(new)
    return claims


def motion(children: list[Any]) -> Claims:
    """raise, furrow, tension: a movement named as a thing, behind the part that makes it."""
    word, claims = unpack(children)
    claims.append(Claim("motion", word))
    return claims

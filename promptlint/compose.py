"""What two neighbours mean together: one function for each production of ``grammar/prompt.lark``.

Every function gets a word and the phrase behind it, already read, and gives back the phrase with the word joined to it. A phrase is a list of
claims, the first in the text last. Only a few neighbours are ever looked at, so reading stays linear.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from promptlint import compose_light as light
from promptlint.claim import SAID, Claim, Claims, Link
from promptlint.facs.movements import Movement, movement_of
from promptlint.lexer import Word

#: Claims that a degree or a phase may belong to.
GRADED = frozenset({"action", "emotion", "vague", "lighting", "angle", "gaze", "head", "movement", "motion", "face"})
#: Claims that describe what follows and may stand between a word and the noun it belongs to.
ATTRIBUTES = frozenset({"plain", "degree", "side", "modifier"})
#: How far a word looks past attributes for its noun.
REACH = 4
#: What the words beside a FACS code may be ("AU12 small lip corner raise").
DESCRIPTION = frozenset({"feature", "motion", "action", "movement", "emotion", "vague", "degree", "modifier", "side", "head", "face", "look"})


def unpack(children: list[Any]) -> tuple[Word, Claims]:
    """A production's word and the claims behind it; a small word between them becomes a link claim, which ends a noun phrase."""
    word: Word = children[0]
    if len(children) == 1:
        return word, []
    rest = children[-1]
    if type(rest) is Link:
        claims = rest.claims
        claims.append(_link_claim(rest))
        return word, claims
    return word, rest


def _link_claim(link: Link) -> Claim:
    claim = Claim("link", link.word)
    claim.link = link
    return claim


def _ahead(claims: Claims, kinds: frozenset[str]) -> int:
    """The index (from the end, -1 is the next) of the first claim that is no attribute, if it is of these kinds; else 0."""
    for index in range(-1, max(-REACH, -len(claims)) - 1, -1):
        kind = claims[index].kind
        if kind in kinds:
            return index
        if kind not in ATTRIBUTES:
            return 0
    return 0


# ---- degree, phase, side


def degree(children: list[Any]) -> Claims:
    """slight, very, maximum; also beginning, fading: they belong to what follows at once."""
    word, claims = unpack(children)
    if claims and claims[-1].kind in GRADED:
        _grade(claims[-1], word)
        return claims
    claims.append(_grade(Claim("degree", word), word))
    return claims


def _grade(claim: Claim, word: Word) -> Claim:
    """Give a claim the degrees and phases that a word before or behind it names."""
    level, phase = word.roles.value("degree"), word.roles.value("phase")
    before = word.start < claim.start
    if level:
        claim.degrees.insert(0 if before else len(claim.degrees), level)
    if phase:
        claim.phases.insert(0 if before else len(claim.phases), phase)
    claim.start, claim.end = min(claim.start, word.start), max(claim.end, word.end)
    return claim


def side(children: list[Any]) -> Claims:
    """left eyebrow, right-sided AU14."""
    word, claims = unpack(children)
    if claims and claims[-1].kind in {"action", "feature", "movement"}:
        first = claims[-1]
        value = word.roles.value("side")
        first.side = value if value in {"left", "right"} else first.side
        first.start = word.start
        if value == "one" and first.kind == "feature":
            first.number = 1
        return claims
    claims.append(Claim("side", word))
    return claims


# ---- states


def emotion(children: list[Any]) -> Claims:
    """worried, joy, angrily: of a face, of a smile, of a person; or of the light and the scene, and then no state at all."""
    word, claims = unpack(children)
    new = _emotion_claim(word)
    if not claims:
        claims.append(new)
        return claims
    first = claims[-1]
    if first.kind in {"face", "look"}:
        return _qualify_face(new, claims)
    if first.kind == "emotion" and first.faced and first.start > word.end and not first.negated:
        first.start = word.start  # "very sad crying face": one phrase, one span
        return claims
    if first.kind == "action" and not first.coded and _is_noun(first) and not _is_adverb(word):
        first.start, first.label = word.start, new.label
        return claims
    if first.kind == "feature":
        moved = _move(first, word)
        if moved:
            return _become_action(first, word, moved, claims)
        if first.value in {"eyes", "gaze", "brow", "mouth"} and not _is_adverb(word):
            new.end, new.faced = first.end, True
            claims[-1] = new
            return claims
    if first.kind in light.LIGHTS:
        return light.qualify(word, claims)
    if not _is_adverb(word) and _taken_by_scene(claims):
        new.kind = "plain"
    claims.append(new)
    return claims


def _emotion_claim(word: Word) -> Claim:
    value, features = word.roles.kinds["emotion"][0]
    claim = Claim("emotion", word, value)
    claim.label = features.get("label") or None
    return claim


def _qualify_face(new: Claim, claims: Claims) -> Claims:
    """ "sad expression", "serious face", "joyful glances": the noun is inside the span."""
    new.end, new.faced = claims[-1].end, True
    new.degrees += claims[-1].degrees
    new.path = f"{new.path} + face"
    claims[-1] = new
    return claims


def _is_adverb(word: Word) -> bool:
    return "adverb" in word.roles.feature("emotion", "pos") or "verb" == word.roles.feature("emotion", "pos")


def _is_noun(claim: Claim) -> bool:
    """Whether an action is named as a thing ("smile") and not done ("smiling")."""
    return "noun" in claim.roles.feature("action", "pos") and not claim.text.endswith("ing")


def _taken_by_scene(claims: Claims) -> bool:
    """Whether an adjective belongs to a thing, a place or the picture, past other adjectives ("tired old wooden house")."""
    for claim in claims[: -REACH - 1 : -1]:
        if claim.kind == "scene" or (claim.kind == "context" and claim.value in {"place", "event", "moment"}):
            return True
        if claim.kind == "plain" and claim.value in {"attire", "style", "medium", "thing"} and claim.roles.feature("plain", "pos") == "noun":
            return True
        if claim.kind not in ATTRIBUTES and not (claim.kind == "context" and claim.value == "activity"):
            return False
    return False


def modifier(children: list[Any]) -> Claims:
    """soft, warm, intense, dark: the noun decides whether it is a degree, a state, a light or nothing."""
    word, claims = unpack(children)
    if not claims:
        claims.append(Claim("modifier", word))
        return claims
    first = claims[-1]
    kinds = word.roles.kinds
    if first.kind == "action":
        if "degree" in kinds or "phase" in kinds:
            _grade(first, word)
        elif _is_noun(first) or first.coded:
            first.start = word.start
            if "emotion" in kinds:
                first.label = _emotion_claim(word).label
        else:
            claims.append(Claim("modifier", word))
        return claims
    if first.kind in {"face", "look"}:
        if "emotion" in kinds:
            return _qualify_face(_emotion_claim(word), claims)
        if first.value != "face":
            return _make_vague(word, claims)
    if first.kind in light.LIGHTS:
        return light.qualify(word, claims)
    if first.kind in GRADED and ("degree" in kinds or "phase" in kinds or "vague" in kinds):
        _grade(first, word)
        return claims
    if first.kind == "emotion" and first.faced:
        first.start = word.start
        return claims
    if first.kind == "feature" and first.value == "eyes" and "emotion" in kinds:
        new = _emotion_claim(word)
        new.end, new.faced = first.end, True
        claims[-1] = new
        return claims
    claims.append(Claim("modifier", word))
    return claims


def vague(children: list[Any]) -> Claims:
    """emotional, expressive, intense: a claim of expression only beside a face, or alone where the word means a face by itself."""
    word, claims = unpack(children)
    first = claims[-1] if claims else None
    if first is not None:
        if first.kind in {"face", "look"} or (first.kind == "feature" and first.value == "eyes"):
            return _make_vague(word, claims)
        if first.kind in {"vague", "emotion"} and (first.faced or first.kind == "vague"):
            _grade(first, word)
            return claims
        if first.kind == "action":
            _grade(first, word)
            return claims
        if first.kind in light.LIGHTS:
            return light.qualify(word, claims)
    new = Claim("vague", word)
    if word.roles.feature("vague", "alone") == "no" or (
        claims and (claims[-1].kind in {"word", "plain", "movement"} or _taken_by_scene(claims))
    ):
        new.kind = "plain"
    claims.append(new)
    return claims


def _make_vague(word: Word, claims: Claims, start: int | None = None) -> Claims:
    first = claims[-1]
    gaze = first.roles.feature("face", "gaze") == "yes" or first.text in {"gaze", "stare", "glance"}
    new = Claim("gaze" if gaze else "vague", word, "other" if gaze else "")
    new.start = word.start if start is None else start
    new.end, new.faced = first.end, True
    claims[-1] = new
    return claims


# ---- faces and looks


def face(children: list[Any]) -> Claims:
    """expression, face, look: empty by itself; what stands before it or behind it gives it a meaning."""
    word, claims = unpack(children)
    if claims:
        _promote(claims)
    claims.append(Claim("face", word, word.roles.value("face") or ""))
    return claims


def _promote(claims: Claims) -> None:
    """Behind a face word and "is" or "of", a word that is a state only of faces is one ("her expression is warm")."""
    index = -2 if claims[-1].kind == "link" and len(claims) > 1 else -1
    claim = claims[index]
    if claims[-1].kind == "link" and claims[-1].link is not None and claims[-1].link.kind not in {"of", "state"}:
        return
    if claim.kind == "modifier" and "emotion" in claim.roles.kinds:
        claims[index] = _emotion_claim(claim.word)
    if claims[index].kind == "emotion":
        claims[index].faced = True


#: Small words that turn a look towards something.
AIMING = frozenset(
    {"at", "to", "towards", "toward", "into", "through", "over", "on", "upon", "out of", "off", "beyond", "past", "from", "in the direction of", "across"}
)


def look(children: list[Any]) -> Claims:
    """looking at the camera, stares into the distance; looking sad; a look."""
    word, claims = unpack(children)
    copula = word.roles.feature("look", "copula") == "yes"
    index = -1
    while -index <= min(len(claims), 3) and claims[index].kind in {"word", "degree", "modifier"} and " " not in claims[index].text:
        index -= 1
    target = claims[index] if -index <= len(claims) else None
    if target is not None and not copula:
        if target.kind == "gaze" or target.kind == "direction":
            return _gaze(word, claims, index, target.value or "other", target.end)
        if target.kind == "link" and target.link is not None and target.link.kind == "place" and target.link.word.text in AIMING:
            value, end, first = _aim(claims, index)
            return _gaze(word, claims, first, value, end)
    if claims and word.text not in {"watch", "watching", "watches"}:
        first = claims[-1]
        if first.kind == "modifier" and "emotion" in first.roles.kinds:
            first = claims[-1] = _emotion_claim(first.word)
        if first.kind == "emotion":  # "looking sad"
            first.faced = True
            return claims
    if not copula:
        claims.append(Claim("look", word))
    return claims


def _gaze(word: Word, claims: Claims, index: int, value: str, end: int) -> Claims:
    new = Claim("gaze", word, value, "look + target")
    new.end = end
    del claims[index:]
    claims.append(new)
    return claims


def _aim(claims: Claims, link: int) -> tuple[str, int, int]:
    """Where a look goes behind the link claim at an index: its value, where the words for it end, and the index of the last claim it takes."""
    value, end, taken = "other", claims[link].end, link
    for index in range(link - 1, max(link - 1 - REACH, -len(claims) - 1), -1):
        claim = claims[index]
        if claim.kind in {"link", "action", "emotion", "vague", "gaze", "head", "angle", "shot", "lighting"}:
            break
        taken, end = index, claim.end
        value = claim.roles.value("gaze-target") or value
        if claim.kind not in ATTRIBUTES:
            break
    return value, end, taken


def direction(children: list[Any]) -> Claims:
    """away, down, up towards the sky."""
    word, claims = unpack(children)
    new = Claim("direction", word, word.roles.value("direction") or "other")
    if claims:
        first = claims[-1]
        if first.kind == "gaze":  # "up at the viewer"
            new.value, new.end = first.value, first.end
            claims.pop()
        elif first.kind == "link" and first.link is not None and first.link.kind == "place" and first.link.word.text in AIMING:
            value, new.end, taken = _aim(claims, -1)
            if value == "direct":
                new.value = value
            del claims[taken:]
    claims.append(new)
    return claims


def gaze(children: list[Any]) -> Claims:
    """eye contact, looking at viewer, downcast eyes."""
    word, claims = unpack(children)
    claims.append(Claim("gaze", word, word.roles.value("gaze") or "other"))
    return claims


def head(children: list[Any]) -> Claims:
    """head bowed, chin up; with its angle ("head tilted 15 degrees")."""
    word, claims = unpack(children)
    new = Claim("head", word, word.roles.value("head") or "other")
    _measure(new, claims)
    claims.append(new)
    return claims


def _measure(claim: Claim, claims: Claims) -> None:
    """Give a claim the number behind it."""
    if claims and claims[-1].kind == "number":
        claim.number, claim.end = claims[-1].number, claims[-1].end
        claims.pop()


# ---- facial actions


def coded(children: list[Any]) -> Claims:
    """AU12, AU1+AU2, and the words that say the same thing behind it ("AU12 small lip corner raise")."""
    from promptlint.lexer import CODE

    word, claims = unpack(children)
    match = CODE.match(word.text)
    number, letter = (match.group(1).upper(), match.group(2)) if match else ("0", None)
    number = number.lstrip("0") or "0"
    first = claims[-1] if claims else None
    if first is not None and first.kind == "action" and first.coded and first.word.run is word.run and first.start - word.end <= 4:
        first.value = "+".join(sorted({number, *first.value.split("+")}, key=_unit_order))
        first.coded = (word.text, *first.coded)
        first.start = word.start
        if letter and letter.upper() <= "E":
            first.degrees.insert(0, letter.upper())
        return claims
    new = Claim("action", word, number, "code")
    new.coded = (word.text,)
    if letter and letter.upper() <= "E":
        new.degrees.append(letter.upper())
    described: list[str] = []
    while claims:
        part = claims[-1]
        inside = part.kind in DESCRIPTION or (
            part.kind in {"word", "plain"} and part.text.count(" ") < 2 and len(claims) > 1 and claims[-2].kind in DESCRIPTION
        )
        if not inside or part.coded or part.negated:
            break
        if part.kind == "action":
            described += part.value.lstrip("!").split("+")
        new.end = part.end
        new.degrees += part.degrees or ([level] if (level := part.roles.value("degree")) and part.kind in {"modifier", "degree"} else [])
        new.phases += part.phases
        new.side = new.side or part.side
        new.label = new.label or part.label
        claims.pop()
    new.described = tuple(described)
    claims.append(new)
    return claims


def _unit_order(unit: str) -> tuple[int, str]:
    digits = unit.lstrip("M")
    return (int(digits) if digits.isdigit() else 999, unit)


def action(children: list[Any]) -> Claims:
    """smile, gritted teeth, laughing; with its manner ("smiles warmly", "smile of relief", "smiling face")."""
    word, claims = unpack(children)
    new = Claim("action", word, word.roles.value("action") or "")
    while claims:
        first = claims[-1]
        if first.kind in {"degree", "modifier"} and first.text.endswith(("ly", "wide", "little", "bit", "ear")):
            _grade(new, first.word)
        elif first.kind == "face":
            new.end = first.end
        else:
            break
        claims.pop()
    if len(claims) > 1 and claims[-1].link is not None and claims[-1].link.kind == "of" and claims[-2].kind == "emotion":
        new.end, new.label = claims[-2].end, claims[-2].label
        del claims[-2:]
    claims.append(new)
    return claims


def feature(children: list[Any]) -> Claims:
    """eyebrows raised, eyes are closed, brow furrow: a part of the face and what it does."""
    word, claims = unpack(children)
    new = Claim("feature", word, word.roles.value("feature") or "")
    words = word.text.split()
    new.side = "left" if "left" in words else "right" if "right" in words else None
    if word.roles.feature("feature", "number") == "1":
        new.number = 1
    if claims:
        index = -2 if claims[-1].link is not None and claims[-1].link.kind == "state" and len(claims) > 1 else -1
        first = claims[index]
        if first.kind in {"movement", "direction", "motion", "emotion", "modifier", "degree"}:
            moved = _move(new, first.word)
            if moved:
                new.degrees += first.degrees
                new.phases += first.phases
                negated = first.negated
                del claims[index:]
                claims.append(new)
                _become_action(new, first.word, moved, claims)
                claims[-1].negated ^= negated
                return claims
        if index == -1 and first.kind == "action" and not first.coded and new.value in {"eyes", "lips", "mouth", "lids"}:
            if new.value == "eyes" and first.value == "12":
                first.value = "6"  # "eye smile": the orbicularis, not the mouth
            first.start = word.start
            return claims
    claims.append(new)
    return claims


def _move(part: Claim, word: Word) -> Movement | None:
    """What a part of the face does when this word is said of it, by facs/movements.csv; None where the two say nothing."""
    one = part.number == 1
    for kind in ("movement", "motion"):
        for value, _ in word.roles.kinds.get(kind, ()):
            found = movement_of(part.value, value, one=one)
            if found:
                return found
    return None


def _become_action(part: Claim, word: Word, moved: Movement, claims: Claims) -> Claims:
    """Turn a part of the face into the action, gaze or head pose that it makes with a movement."""
    part.kind, part.value, part.negated = moved.kind, moved.value, moved.negated
    part.start, part.end = min(part.start, word.start), max(part.end, word.end)
    part.path = "feature + movement"
    part.number = None
    if moved.kind == "head":
        rest = claims[:-1]
        _measure(part, rest)
        claims[:-1] = rest
    return claims


def movement(children: list[Any]) -> Claims:
    """raised eyebrows, half-closed green eyes, wide smile."""
    word, claims = unpack(children)
    index = _ahead(claims, frozenset({"feature"}))
    if index:
        part = claims[index]
        moved = _move(part, word)
        if moved:
            for between in claims[index + 1 :]:
                part.degrees += between.degrees
            del claims[len(claims) + index + 1 :]
            return _become_action(part, word, moved, claims)
    kinds = word.roles.kinds
    if claims:
        first = claims[-1]
        if first.kind == "action" and ("degree" in kinds or _is_noun(first)):
            _grade(first, word)
            return claims
        if first.kind in light.LIGHTS and ("lighting" in kinds or first.kind == "lighting"):
            return light.qualify(word, claims)
        if first.kind in {"face", "look"} and "emotion" in kinds:
            return _qualify_face(_emotion_claim(word), claims)
        if first.kind in {"emotion", "vague"} and "degree" in kinds:
            _grade(first, word)
            return claims
    claims.append(Claim("movement", word))
    return claims


def motion(children: list[Any]) -> Claims:
    """raise, furrow, tension: a movement named as a thing, behind the part that makes it."""
    word, claims = unpack(children)
    claims.append(Claim("motion", word))
    return claims


# ---- words without a meaning of their own here


def word(children: list[Any]) -> Claims:
    """Words that the vocabulary does not know; the last of them may still qualify a face or a light."""
    unknown, claims = unpack(children)
    if claims:
        first = claims[-1]
        last = unknown.text.rsplit(" ", 1)[-1]
        start = unknown.end - len(last)
        if len(last) > 2 and not last.endswith("'s"):
            if (first.kind == "face" and first.value in {"expression", "gaze"}) or (first.kind == "look" and first.text in {"gaze", "stare", "glance"}):
                _make_vague(unknown, claims, start)
                if " " in unknown.text:
                    claims.append(_shortened(unknown, len(last)))
                return claims
            if first.kind in light.LIGHTS and light.takes(first, last):
                light.qualify_unknown(unknown, last, start, claims)
                if " " in unknown.text:
                    claims.append(_shortened(unknown, len(last)))
                return claims
    claims.append(Claim("word", unknown))
    return claims


def _shortened(unknown: Word, by: int) -> Claim:
    """The unknown words before the one that was taken."""
    claim = Claim("word", unknown)
    claim.text = unknown.text[: -by - 1]
    claim.end = unknown.end - by - 1
    return claim


def plain(children: list[Any]) -> Claims:
    """dress, masterpiece, blue: known, and no claim; before a light or an expression it qualifies it."""
    known, claims = unpack(children)
    if claims:
        first = claims[-1]
        if first.kind in light.LIGHTS:
            return light.qualify(known, claims)
        if first.kind == "face" and first.value == "expression" and known.roles.value("plain") in {"appearance", "quality"}:
            return _make_vague(known, claims)
        if first.kind == "action" and _is_noun(first) and known.roles.value("plain") in {"appearance", "quality"}:
            first.start = known.start
            return claims
        if first.kind in {"vague", "emotion"} and first.faced and known.roles.value("plain") in {"appearance", "quality"}:
            first.start = known.start
            return claims
    claims.append(Claim("plain", known, known.roles.value("plain") or ""))
    return claims


def standing(kind: str) -> Callable[[list[Any]], Claims]:
    """The function of a production whose word stands for itself: an angle, a subject, a place."""

    def stand(children: list[Any]) -> Claims:
        known, claims = unpack(children)
        claims.append(Claim(kind, known, known.roles.value(kind) or ""))
        return claims

    return stand


def scene(children: list[Any]) -> Claims:
    """atmosphere, landscape; a "sense of wonder" is the scene's, not a face's."""
    known, claims = unpack(children)
    if len(claims) > 1 and claims[-1].link is not None and claims[-1].link.kind == "of":
        for claim in claims[-2 : -REACH - 2 : -1]:
            if claim.kind in {"emotion", "vague", "degree"}:
                claim.kind = "plain"
    claims.append(Claim("scene", known))
    return claims


def angle(children: list[Any]) -> Claims:
    """low angle, from behind; with its degrees."""
    word, claims = unpack(children)
    new = Claim("angle", word, word.roles.value("angle") or "other")
    _measure(new, claims)
    claims.append(new)
    return claims


def shot(children: list[Any]) -> Claims:
    """close-up, "close-up portrait": one framing, the narrower word tells which."""
    word, claims = unpack(children)
    new = Claim("shot", word, word.roles.value("shot") or "other")
    if claims and claims[-1].kind == "shot" and "portrait" in {new.value, claims[-1].value}:
        other = claims.pop()
        new.end = other.end
        if new.value == "portrait":
            new.value = other.value
    claims.append(new)
    return claims


def number(children: list[Any]) -> Claims:
    """45 degrees, 30 %; before a light or an angle it is its measure."""
    word, claims = unpack(children)
    value = _number(word.text)
    if claims and claims[-1].kind in {"angle", "head", "lighting", "composition"}:
        claims[-1].number = value
        claims[-1].start = word.start
        return claims
    new = Claim("number", word)
    new.number = value
    claims.append(new)
    return claims


def _number(text: str) -> float:
    digits = ""
    for character in text:
        if character.isdigit() and character.isascii() or (character == "." and digits):
            digits += character
        elif digits:
            break
    return float(digits.rstrip(".") or 0)


def temperature(children: list[Any]) -> Claims:
    """3200K, warm white balance; a light noun behind it belongs to it."""
    word, claims = unpack(children)
    new = Claim("temperature", word, word.roles.value("temperature") or "")
    if word.text[0].isdigit():
        new.number = _number(word.text)
        if claims and claims[-1].kind == "light-noun":
            new.end = claims.pop().end
    claims.append(new)
    return claims


# ---- small words


def place(children: list[Any]) -> Link:
    """in a kitchen, at the camera, on her face: what is behind the small word; an unknown noun behind a place word is a place."""
    word, claims = children
    if word.roles.feature("word", "place") == "yes" and claims:
        index = _ahead(claims, frozenset({"word"}))
        if index:
            noun = claims[index]
            setting = Claim("context", word, "place", "place word + noun")
            setting.end = noun.end
            del claims[index:]
            claims.append(setting)
    return Link("place", word, claims)


def of(children: list[Any]) -> Link:
    """of joy."""
    return Link("of", children[0], children[1])


def state(children: list[Any]) -> Link:
    """is closed, seems worried, full of love."""
    word, claims = children
    if claims and claims[-1].kind == "modifier" and "emotion" in claims[-1].roles.kinds and word.text.startswith(("feel", "seem", "appear", "full", "filled")):
        claims[-1] = _emotion_claim(claims[-1].word)
    return Link("state", word, claims)


def negated(children: list[Any]) -> Link:
    """no smile, without AU12: the first thing said behind the small word is denied."""
    word, claims = children
    _negate(claims)
    return Link("negation", word, claims)


def negated_also(children: list[Any]) -> Link:
    """no smile or frown: both are denied."""
    link, _, claims = children
    _negate(claims)
    claims.extend(link.claims)
    return Link("negation", link.word, claims)


def _negate(claims: Claims) -> None:
    for claim in claims[: -REACH - 2 : -1]:
        if claim.kind in SAID and claim.kind not in {"subject", "context"}:
            claim.negated = not claim.negated
            return
        if claim.kind == "link" and claim.link is not None and claim.link.kind not in {"of", "state"}:
            return
        if claim.kind == "word" and claim.text.count(" ") > 1:
            return


def nothing(children: list[Any]) -> Claims:
    """A small word with nothing behind it."""
    return []


def something(children: list[Any]) -> Claims:
    """A phrase, with or without its article."""
    claims: Claims = children[-1]
    return claims


def something_linked(children: list[Any]) -> Claims:
    """A small word and its phrase where a phrase could stand."""
    link: Link = children[-1]
    link.claims.append(_link_claim(link))
    return link.claims


def mark(children: list[Any]) -> Any:
    """A comma, a full stop, an "and": what stands between phrases; or a link that is one already."""
    return children[0]


#: Production name -> function, for ``lalr.Table.reader``.
ACTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "start": lambda children: children,
    "mark": mark,
    "link": mark,
    "degree": degree,
    "modifier": modifier,
    "side": side,
    "emotion": emotion,
    "vague": vague,
    "coded": coded,
    "action": action,
    "feature": feature,
    "movement": movement,
    "movement_of": movement,
    "motion": motion,
    "face": face,
    "look": look,
    "direction": direction,
    "gaze": gaze,
    "head": head,
    "light": light.light,
    "light_noun": light.light_noun,
    "source": light.source,
    "temperature": temperature,
    "angle": angle,
    "shot": shot,
    "composition": standing("composition"),
    "subject": standing("subject"),
    "occluder": standing("occluder"),
    "layer": standing("layer"),
    "context": standing("context"),
    "plain": plain,
    "scene": scene,
    "number": number,
    "by": standing("by"),
    "word": word,
    "of": of,
    "state": state,
    "place": place,
    "negated": negated,
    "negated_also": negated_also,
    "nothing": nothing,
    "something": something,
    "something_linked": something_linked,
    "det": nothing,
}

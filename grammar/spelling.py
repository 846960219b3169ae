"""All the ways in which one vocabulary entry may be written: apart, hyphenated or joined; plural; inflected; British or American.

A vocabulary row is one entry; its spellings are made here, when the tables are compiled, so that the CSV files stay short and the lexer
stays a dictionary look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from promptlint.text import WORD

POSSESSIVES = ("her", "his", "its", "my", "our", "the", "their", "your")

#: What ``{number}`` stands for in "scene {number}".
NUMBERS = (*map(str, range(1, 21)), "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

#: British and American spellings; each stands for both, in either direction.
SPELLING_PAIRS = (
    ("agonised", "agonized"), ("analyse", "analyze"), ("armour", "armor"), ("centre", "center"), ("centred", "centered"),
    ("characterised", "characterized"), ("colour", "color"), ("coloured", "colored"), ("colours", "colors"), ("defence", "defense"),
    ("demeanour", "demeanor"), ("enamoured", "enamored"), ("favourite", "favorite"), ("fibre", "fiber"), ("focussed", "focused"),
    ("grey", "gray"), ("greys", "grays"), ("honour", "honor"), ("humour", "humor"), ("jewellery", "jewelry"), ("judgemental", "judgmental"),
    ("kerb", "curb"), ("marvelling", "marveling"), ("mesmerised", "mesmerized"), ("moustache", "mustache"), ("mould", "mold"),
    ("patronising", "patronizing"), ("plough", "plow"), ("pyjamas", "pajamas"), ("sceptical", "skeptical"), ("sceptic", "skeptic"),
    ("sceptically", "skeptically"), ("scepticism", "skepticism"), ("smouldering", "smoldering"), ("sombre", "somber"),
    ("stylised", "stylized"), ("symmetrise", "symmetrize"), ("theatre", "theater"), ("traumatised", "traumatized"),
    ("tranquillity", "tranquility"), ("traveller", "traveler"), ("wilful", "willful"),
    ("ageing", "aging"), ("amphitheatre", "amphitheater"), ("anaemic", "anemic"), ("analogue", "analog"), ("apologising", "apologizing"),
    ("armoured", "armored"), ("artefact", "artifact"), ("artefacts", "artifacts"), ("bejewelled", "bejeweled"), ("catalogue", "catalog"),
    ("chiselled", "chiseled"), ("colourful", "colorful"), ("colourised", "colorized"), ("dishevelled", "disheveled"),
    ("duelling", "dueling"), ("enamelled", "enameled"), ("flavour", "flavor"), ("greyscale", "grayscale"), ("harbour", "harbor"),
    ("hypnotised", "hypnotized"), ("jewelled", "jeweled"), ("jeweller", "jeweler"), ("labour", "labor"), ("mechanised", "mechanized"),
    ("mesmerising", "mesmerizing"), ("modelled", "modeled"), ("multicoloured", "multicolored"), ("neighbour", "neighbor"),
    ("neighbours", "neighbors"), ("neighbourhood", "neighborhood"), ("neighbourhoods", "neighborhoods"), ("paralysed", "paralyzed"),
    ("parlour", "parlor"), ("practising", "practicing"), ("realised", "realized"), ("realising", "realizing"), ("rumour", "rumor"),
    ("sceptre", "scepter"), ("shovelling", "shoveling"), ("signalling", "signaling"), ("snorkelling", "snorkeling"),
    ("socialising", "socializing"), ("spectre", "specter"), ("splendour", "splendor"), ("symbolises", "symbolizes"),
    ("symbolising", "symbolizing"), ("travellers", "travelers"), ("travelling", "traveling"), ("watercolour", "watercolor"),
    ("watercolours", "watercolors"),
)  # fmt: skip
SPELLING = {word: pair for pair in SPELLING_PAIRS for word in pair}

#: base form -> (third person, past, participle, gerund), where the regular rules would be wrong.
IRREGULAR_VERBS = {
    "bare": ("bares", "bared", "bared", "baring"),
    "be": ("is", "was", "been", "being"),
    "begin": ("begins", "began", "begun", "beginning"),
    "bite": ("bites", "bit", "bitten", "biting"),
    "blow": ("blows", "blew", "blown", "blowing"),
    "bring": ("brings", "brought", "brought", "bringing"),
    "build": ("builds", "built", "built", "building"),
    "buy": ("buys", "bought", "bought", "buying"),
    "catch": ("catches", "caught", "caught", "catching"),
    "come": ("comes", "came", "come", "coming"),
    "cut": ("cuts", "cut", "cut", "cutting"),
    "dig": ("digs", "dug", "dug", "digging"),
    "do": ("does", "did", "done", "doing"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "drink": ("drinks", "drank", "drunk", "drinking"),
    "drive": ("drives", "drove", "driven", "driving"),
    "eat": ("eats", "ate", "eaten", "eating"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "feed": ("feeds", "fed", "fed", "feeding"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "fight": ("fights", "fought", "fought", "fighting"),
    "find": ("finds", "found", "found", "finding"),
    "fly": ("flies", "flew", "flown", "flying"),
    "get": ("gets", "got", "got", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "grow": ("grows", "grew", "grown", "growing"),
    "hang": ("hangs", "hung", "hung", "hanging"),
    "hide": ("hides", "hid", "hidden", "hiding"),
    "hit": ("hits", "hit", "hit", "hitting"),
    "hold": ("holds", "held", "held", "holding"),
    "keep": ("keeps", "kept", "kept", "keeping"),
    "kneel": ("kneels", "knelt", "knelt", "kneeling"),
    "knit": ("knits", "knitted", "knit", "knitting"),
    "lay": ("lays", "laid", "laid", "laying"),
    "lead": ("leads", "led", "led", "leading"),
    "leave": ("leaves", "left", "left", "leaving"),
    "lie": ("lies", "lay", "lain", "lying"),
    "light": ("lights", "lit", "lit", "lighting"),
    "lose": ("loses", "lost", "lost", "losing"),
    "make": ("makes", "made", "made", "making"),
    "meet": ("meets", "met", "met", "meeting"),
    "pay": ("pays", "paid", "paid", "paying"),
    "put": ("puts", "put", "put", "putting"),
    "read": ("reads", "read", "read", "reading"),
    "ride": ("rides", "rode", "ridden", "riding"),
    "rise": ("rises", "rose", "risen", "rising"),
    "run": ("runs", "ran", "run", "running"),
    "say": ("says", "said", "said", "saying"),
    "see": ("sees", "saw", "seen", "seeing"),
    "sell": ("sells", "sold", "sold", "selling"),
    "send": ("sends", "sent", "sent", "sending"),
    "set": ("sets", "set", "set", "setting"),
    "sew": ("sews", "sewed", "sewn", "sewing"),
    "shake": ("shakes", "shook", "shaken", "shaking"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "show": ("shows", "showed", "shown", "showing"),
    "shrink": ("shrinks", "shrank", "shrunk", "shrinking"),
    "shut": ("shuts", "shut", "shut", "shutting"),
    "sing": ("sings", "sang", "sung", "singing"),
    "sit": ("sits", "sat", "seated", "sitting"),
    "sleep": ("sleeps", "slept", "slept", "sleeping"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "spin": ("spins", "spun", "spun", "spinning"),
    "spread": ("spreads", "spread", "spread", "spreading"),
    "stand": ("stands", "stood", "stood", "standing"),
    "stick": ("sticks", "stuck", "stuck", "sticking"),
    "sweep": ("sweeps", "swept", "swept", "sweeping"),
    "swim": ("swims", "swam", "swum", "swimming"),
    "swing": ("swings", "swung", "swung", "swinging"),
    "take": ("takes", "took", "taken", "taking"),
    "teach": ("teaches", "taught", "taught", "teaching"),
    "tell": ("tells", "told", "told", "telling"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "throw": ("throws", "threw", "thrown", "throwing"),
    "wake": ("wakes", "woke", "woken", "waking"),
    "wear": ("wears", "wore", "worn", "wearing"),
    "weep": ("weeps", "wept", "wept", "weeping"),
    "win": ("wins", "won", "won", "winning"),
    "write": ("writes", "wrote", "written", "writing"),
}  # fmt: skip
#: Short verbs, and verbs stressed on the last syllable, double their last consonant.
DOUBLING = frozenset(
    [
        "beg",
        "chat",
        "chop",
        "clap",
        "drag",
        "drip",
        "drop",
        "flip",
        "grab",
        "grin",
        "grip",
        "grit",
        "hop",
        "hug",
        "jog",
        "nap",
        "nod",
        "pat",
        "pin",
        "plan",
        "rap",
        "rip",
        "rub",
        "scrub",
        "shrug",
        "sip",
        "skip",
        "slip",
        "snap",
        "sob",
        "stir",
        "stop",
        "strip",
        "strut",
        "tap",
        "tip",
        "trap",
        "trip",
        "trot",
        "wrap",
        "squat",
    ]
)
IRREGULAR_PLURALS = {
    "calf": "calves", "child": "children", "elf": "elves", "foot": "feet", "half": "halves", "knife": "knives", "leaf": "leaves",
    "life": "lives", "man": "men", "mouse": "mice", "person": "people", "scarf": "scarves", "shelf": "shelves", "thief": "thieves",
    "tooth": "teeth", "wife": "wives", "wolf": "wolves", "woman": "women", "dwarf": "dwarves",
}  # fmt: skip


def plural(noun: str) -> str:
    """The plural of an English noun (its last word is inflected; "policewoman" follows "woman")."""
    for singular, irregular in IRREGULAR_PLURALS.items():
        if noun == singular or (len(singular) > 3 and noun.endswith((singular, " " + singular))) or noun.endswith(" " + singular):
            return noun[: -len(singular)] + irregular
    if noun.endswith("man") and not noun.endswith(("human", "german", "roman", "ottoman", "shaman", "talisman")):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> tuple[str, ...]:
    """The forms of an English verb: base, third person, past, participle, gerund."""
    if verb in IRREGULAR_VERBS:
        return (verb, *IRREGULAR_VERBS[verb])
    if verb.endswith("ing"):  # given as a gerund: nothing to make
        return (verb,)
    third = plural(verb)
    if verb in DOUBLING:
        stem = verb + verb[-1]
        return verb, third, stem + "ed", stem + "ing"
    if verb.endswith("e"):
        return verb, third, verb + "d", (verb if verb.endswith(("ee", "oe", "ye")) else verb[:-1]) + "ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb, third, verb[:-1] + "ied", verb + "ing"
    return verb, third, verb + "ed", verb + "ing"


def normal(text: str) -> str:
    """A phrase as the lexer looks it up: its words in lower case, one space between."""
    return " ".join(match.group().lower().replace("’", "'") for match in WORD.finditer(text))


def spellings(phrase: str, features: Mapping[str, str]) -> Iterator[str]:
    """Every normalised spelling of a vocabulary phrase."""
    parts = set(features.get("pos", "").split("|"))
    for text in _slots(phrase):
        words = text.split()
        forms = [text]
        if "verb" in parts:
            forms = [" ".join((form, *words[1:])) for form in verb_forms(words[0])]
        if "noun" in parts:
            forms.append(" ".join((*words[:-1], plural(words[-1]))))
        for form in forms:
            for spelt in _spelt(form):
                yield normal(spelt)
                if "-" in spelt:
                    yield normal(spelt.replace("-", ""))


def _slots(phrase: str) -> Iterator[str]:
    """The phrase with each ``{poss}`` left out or filled, and each ``{number}`` filled."""
    pieces = re.split(r"(\{poss\}|\{number\})", phrase)
    choices = [("", *POSSESSIVES) if piece == "{poss}" else NUMBERS if piece == "{number}" else (piece,) for piece in pieces]
    for choice in product(*choices):
        yield " ".join("".join(choice).split())


def _spelt(text: str) -> Iterator[str]:
    for choice in product(*(SPELLING.get(word, (word,)) for word in text.split())):
        yield " ".join(choice)

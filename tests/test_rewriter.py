"""Rewrites: what they say is read back as what they claim, no mistake is left, and the rest of the prompt stays as it was."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptlint
from promptlint.facs.displays import ANY, blends, contrasts, displays, unit_wordings
from promptlint.facs.emotions import emotions
from promptlint.facs.units import is_known
from promptlint.rewriter import Rewrite, rewrite, wordings
from promptlint.rewriter.phrases import STYLES, Group, read_group, split_group, words_for

CODE = re.compile(r"\bAU\d")
#: The rules whose findings a rewrite answers.
ANSWERED = {"CTX101", "EMO101", "EMO102", "EMO103", "EMO105", "FAC202"}


def loud(text: str) -> list[str]:
    return [finding.code for finding in promptlint.lint(text) if finding.severity != "info"]


def asked(text: str) -> tuple[str, ...]:
    units = {unit for token in promptlint.parse(text).asserted("action") for unit in token.units}
    return tuple(sorted(units, key=lambda unit: (len(unit), unit)))


def edited(text: str, one: Rewrite) -> str:
    for edit in reversed(one.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def holds(text: str, one: Rewrite) -> None:
    """What every rewrite must be."""
    assert loud(one.text) == []
    assert asked(one.text) == one.units
    assert edited(text, one) == one.text
    assert one.note
    assert rewrite(one.text) == []
    for slip in (", ,", ",,", "  ", " ,", "with with", "a a ", "and and"):
        assert one.text.count(slip) <= text.count(slip), slip


# ---- the tables


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("unit", sorted(unit_wordings()))
def test_wordings_are_read_back_as_the_units_they_name(unit: str, style: str) -> None:
    base = read_group(unit)
    for letter in (base.letter,) if base.letter else ("", "A", "B", "D", "E"):
        for group in split_group(base._replace(letter=letter), style):
            words = words_for(group, style)
            tokens = [token for token in promptlint.parse(f"{words}, soft light").tokens if token.kind != "lighting"]
            assert {unit for token in tokens for unit in token.units} == set(group.units), words
            assert all(token.kind == "action" and not token.negated for token in tokens), words
            assert loud(f"{words}, soft light") == [], words


GRADED = [unit for unit, row in unit_wordings().items() if row.grade and row.code and unit[0] != "L" and unit[-1].isdigit()]


@pytest.mark.parametrize("unit", GRADED)
def test_degrees_are_read_back(unit: str) -> None:
    for letter in "ABDE":
        for style in STYLES:
            words = words_for(Group(tuple(unit.split("+")), "", letter), style)
            assert [token.intensity for token in promptlint.parse(words).tokens] == [letter], words


def test_every_emotion_has_displays() -> None:
    assert set(displays()) == {*emotions(), ANY}
    for label, rows in displays().items():
        assert [row.rank for row in rows] == list(range(1, len(rows) + 1)), label


@pytest.mark.parametrize("label", sorted(displays()))
def test_displays_name_known_units_and_read_looks(label: str) -> None:
    for row in displays()[label]:
        for text in (*row.groups, *row.accents):
            for group in split_group(read_group(text), "both"):
                assert all(map(is_known, group.units)), text
                assert words_for(group, "both")
        for kind, words in (("gaze", row.gaze), ("head", row.head), ("context", row.story)):
            if words:
                assert kind in {token.kind for token in promptlint.parse(words).tokens}, words
        assert not row.body or not asked(row.body), row.body


def test_every_family_has_a_contrast() -> None:
    assert {emotion.families[0] for emotion in emotions().values()} == set(contrasts())


def test_blends_are_weak_enough_to_be_no_conflict() -> None:
    for blend in blends():
        for words in (blend.code, blend.plain):
            text = f"{words}, {blend.story}"
            assert loud(text) == []
            assert set(asked(text)) == {*blend.first.split("+"), *blend.second.split("+")}


@pytest.mark.parametrize("label", sorted(emotions()))
def test_wordings_of_every_label_hold(label: str) -> None:
    for style in STYLES:
        for layers in (1, 2, 3):
            found = wordings(label, style=style, layers=layers)
            assert found
            for one in found:
                assert asked(one.text) == one.units, one.text
                assert bool(CODE.search(one.text)) == (style != "plain" and bool(one.units))
                assert one.note
    assert wordings(label) == wordings(label)


def test_intensity_scales_the_wording() -> None:
    slight, plain, strong = (wordings("anger", intensity=letter, layers=1)[0] for letter in ("B", None, "D"))
    assert slight.text.startswith("slight AU4")
    assert plain.text.startswith("AU4")
    assert strong.text.startswith("strong AU4")
    assert slight.units == plain.units == strong.units


def test_wordings_of_an_unknown_label_are_none() -> None:
    assert wordings("no such feeling") == []


def test_three_layers_are_read_as_three_layers() -> None:
    best = wordings("happiness", layers=3)[0]
    layers = [token.layer for token in promptlint.parse(best.text).asserted("action")]
    assert layers == ["base", "contradiction", "modifier"]


# ---- the article's mistakes

PAIRS = {
    "worried character": {"1", "4", "17"},
    "confident leader": {"2", "6"},
    "Maximum smile with deep frown lines and angry eyebrows": {"4", "12"},
    "Very emotional intense dramatic expression": {"1", "2", "15"},
    "AU6 eye smile, AU12 lip smile, perfect happiness": {"6", "12"},
    "Happy sad angry confused surprised character with raised eyebrows, smile, frown, wide eyes, and tension": {"1", "6"},
}


@pytest.mark.parametrize("text", PAIRS)
def test_the_article_gets_its_units(text: str) -> None:
    found = rewrite(text)
    assert PAIRS[text] <= set(found[0].units)
    assert len(found) == 3
    for one in found:
        holds(text, one)


def test_the_article_s_first_rewrite_nearly_word_for_word() -> None:
    best = rewrite("worried character")[0].text
    assert best == "character, slight AU1 inner brow raise with AU4 brow furrow, AU17 chin tension, eyes lowered, natural lighting"


def test_a_missing_context_is_added_and_nothing_else_changed() -> None:
    text = "AU6 eye smile, AU12 lip smile, perfect happiness"
    for one in rewrite(text):
        assert one.text.startswith(text)


# ---- prompts as people write them: (prompt, what the best rewrite must hold, what must be gone)

PROMPTS = [
    ("a sad woman", ["a woman with "], ["sad"]),
    ("a sad woman in a cafe", ["a woman with ", ", in a cafe"], ["sad", "lighting"]),
    ("an angry businessman", ["a businessman with "], ["an ", "angry"]),
    ("an angry old businessman", ["an old businessman with "], ["angry"]),
    ("a joyful child", ["a child with "], ["joyful"]),
    ("portrait of a worried old man in a hospital corridor, dusk", ["of an old man with ", ", in a hospital corridor, dusk"], ["worried"]),
    ("Sad woman sits in a cafe.", ["Woman with ", ", sits in a cafe."], ["Sad"]),
    ("a sad, young woman", ["a young woman with "], ["sad"]),
    ("a woman with a sad expression, window light", ["a woman with AU", ", window light"], ["sad", "expression"]),
    ("her expression is one of sadness", ["her expression is one of AU"], ["sadness"]),
    ("She looks very sad in the rain.", ["She shows strong AU1", ", in the rain."], ["very", "sad", "looks"]),
    ("a knight with a look of fear on his face", ["a knight with AU"], ["look of", "face"]),
    ("man in despair, black and white", ["man with AU", ", black and white"], ["despair"]),
    ("1girl, sad, rain", ["1girl, AU", ", rain"], ["sad", " with "]),
    ("1girl, solo, sad, long hair, masterpiece", ["1girl, solo, AU", ", long hair, masterpiece"], ["sad"]),
    ("1girl, sad_woman, cafe", ["1girl, ", ", cafe"], ["sad"]),
    ("(sad:1.2), 1girl, solo", ["(AU", ":1.2), 1girl, solo"], ["sad"]),
    ("((sad)), 1girl, solo", ["((AU", ")), 1girl, solo"], ["sad"]),
    ("(angry:1.3) man, cyberpunk city", ["man, (AU", ":1.3), cyberpunk city"], ["angry"]),
    ("(sad woman:1.2), rain", ["(woman, ", ":1.2), rain"], ["sad"]),
    ("crying girl in the rain", ["girl with ", "tears", "in the rain"], ["crying"]),
    ("very happy man with red hair, park", ["man with red hair, strong AU", ", park"], ["very", "happy"]),
    ("A happy girl and an angry boy on a bench.", ["A girl with AU6", "and a boy with AU4", "on a bench."], ["happy", "angry"]),
    ("a calm and confident woman in an office", ["a woman with ", "in an office"], ["calm", "confident"]),
    ("happy surprised woman opening a gift", ["woman with AU1+AU2", "opening a gift"], ["happy", "surprised"]),
    ("serene furious woman, kitchen", ["woman, ", ", kitchen"], ["serene", "furious"]),
    ("not sad, happy woman, beach", ["not sad, ", "woman", ", beach"], ["happy"]),
    ("slightly worried teacher, classroom", ["teacher, ", ", classroom"], ["slightly worried"]),
    ("ashamed boy, classroom", ["boy, eyes lowered, head bowed", ", classroom"], ["ashamed"]),
    ("woman wearing a surgical mask, scared, train", ["woman wearing a surgical mask, ", ", train"], ["scared", "lip"]),
    ("portrait, expressive face, studio lighting", ["portrait, peak AU1+AU2", "studio lighting"], ["expressive"]),
    ("smiling woman, 8k, masterpiece", ["smiling woman, direct gaze, ", ", 8k, masterpiece"], []),
    ("a proud queen, throne room", ["a queen with ", "throne room"], ["proud"]),
    ("melancholic poet --ar 2:3", ["poet, ", " --ar 2:3"], ["melancholic", ", --ar"]),
    ("neutral expression", ["neutral expression, direct gaze"], []),
    ("a soldier in the desert contemplating life at sunset", ["contemplating life at sunset, "], []),
    ("A curious cat woman exploring a haunted mansion", ["A cat woman with ", "exploring a haunted mansion"], ["curious"]),
    ("close-up portrait of a tired nurse after a night shift", ["of a nurse with AU43B", "after a night shift"], ["tired"]),
    ("a sad looking woman, beach", ["a woman with ", ", beach"], ["sad", "looking"]),
    ("two boys, an angry teacher, classroom", ["two boys, a teacher", ", classroom"], ["angry"]),
    ("sad+++ woman, cafe", ["woman, (AU", ")+++, cafe"], ["sad"]),
    ("{sad|happy}, 1girl, cafe", ["{AU1", "|AU6", "}, 1girl, cafe"], ["sad", "happy"]),
    ("[sad:happy:0.5], 1girl, cafe", ["[AU1", ":AU6", ":0.5], 1girl, cafe"], ["sad", "happy"]),
    ("sad::1.5 woman::1 --ar 1:1", ["AU1", "::1.5 woman::1 --ar 1:1"], ["sad"]),
    ("joyful, energetic, confident young woman, cafe", ["energetic, young woman, AU", ", cafe"], ["joyful", "confident"]),
    ("an expression of pure terror, man in a basement", ["AU1+AU2+AU4", ", man in a basement"], ["terror", "pure", "expression"]),
    ("Close-up of a man's angry face, rain", ["Close-up of a man's AU4", ", rain"], ["angry", "face"]),
    ("a sad woman seen from behind, beach", ["a woman, head bowed, slumped shoulders, ", "seen from behind, beach"], ["sad", "AU1"]),
    ("an old man is furious at the window", ["an old man shows AU", "at the window"], ["furious", " is "]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kept", "gone"), PROMPTS, ids=[row[0] for row in PROMPTS])
def test_prompts_keep_their_shape(text: str, kept: list[str], gone: list[str]) -> None:
    found = rewrite(text)
    assert found
    for one in found:
        holds(text, one)
    best = found[0].text
    at = 0
    for words in kept:
        at = best.find(words, at)
        assert at >= 0, f"{words!r} not in place in {best!r}"
        at += len(words)
    for words in gone:
        assert re.search(rf"\b{re.escape(words.strip())}\b", best) is None, f"{words!r} is left in {best!r}"


CLEAN = [
    "",
    "AU6 genuine eye smile with restrained AU12, professional warmth in corporate context",
    "slight AU1 inner brow raise with AU4 brow furrow, AU17 chin tension, eyes focused downward-left, natural lighting",
    "smiling woman in a kitchen",
    "landscape, mountains, serene atmosphere",
    "a portrait of a chef, not angry",
    'a poster that says "HAPPY", empty street',
    "sad girl looking away, rainy window",
    "happy birthday cake, candles",
    "a {sad|happy} woman in a park",  # two faces before one noun: no sentence would be left
    "She is happy and he is sad.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_prompts_are_left_alone(text: str) -> None:
    assert rewrite(text) == []


# ---- what is there is not said twice, what is hidden is not asked for


def test_a_light_that_is_there_stays_the_only_one() -> None:
    for one in rewrite("angry man, Rembrandt lighting"):
        assert len(promptlint.parse(one.text).of("lighting")) == 1


def test_a_situation_is_light_enough() -> None:
    for one in rewrite("a sad woman in a cafe"):
        assert promptlint.parse(one.text).of("lighting") == ()


def test_hidden_units_are_not_asked_for() -> None:
    mouth = {"10", "12", "15", "17", "20", "24", "25", "26"}
    for one in rewrite("woman wearing a surgical mask, scared, train", count=5):
        assert not mouth & set(one.units)


def test_house_words_are_known() -> None:
    class House:
        vocabulary = None

    assert rewrite("worried character", config=House()) == rewrite("worried character")


# ---- options


@pytest.mark.parametrize("text", ["worried character", "1girl, angry, street", "a sad woman in a cafe"])
def test_styles(text: str) -> None:
    for style in STYLES:
        for one in rewrite(text, style=style):
            assert loud(one.text) == []
            assert bool(CODE.search(one.text)) == (style != "plain")
    assert "AU1B inner brow raise" in rewrite("worried character", style="facs")[0].text
    assert rewrite("worried character", style="plain")[0].text.startswith("character, slightly raised inner brows")


def test_layers_add_up() -> None:
    one, two, three = (set(rewrite("worried character", layers=layers)[0].units) for layers in (1, 2, 3))
    assert one < two
    assert one < three


def test_count_bounds_the_list() -> None:
    assert [len(rewrite("sad woman", count=count)) for count in (1, 2, 3)] == [1, 2, 3]


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown style 'poetic': use both, facs, plain"):
        rewrite("sad woman", style="poetic")


def test_importing_the_rewriter_loads_no_tables() -> None:
    code = "import sys, promptlint.rewriter; print([m for m in sys.modules if m.startswith('promptlint.') and m != 'promptlint.rewriter'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ---- any label in any shape

LABELS = [
    "sad", "angry", "happy", "scared", "worried", "confident", "suspicious", "surprised", "disgusted", "jealous", "bored", "nervous",
    "proud", "embarrassed", "determined", "confused", "melancholic", "excited", "furious", "terrified", "lonely", "shy", "smug", "relieved",
]  # fmt: skip
TEMPLATES = [
    "a {} woman in a cafe",
    "{} man",
    "1girl, {}, rain",
    "portrait of a {} old man, film grain",
    "({}:1.2), 1boy, solo",
    "The {} woman waits at a station.",
    "a woman with a {} expression on her face, garden",
    "She looks {} in the rain.",
    "{} girl with red hair, park",
    "masterpiece, best quality, {} expression",
    "a {} man and a dog on a beach",
    "close-up of a {} nurse after a night shift, 35mm",
    "very {} boy --ar 2:3",
]
#: Words of the templates that may go together with the label.
CARRIERS = {"a", "with", "expression", "on", "her", "face", "looks", "very"}
PIECES = [
    "sad", "happy", "angry", "very ", "a ", "an ", "woman", "old man", " with ", "smile", "expression", " of joy", "emotional ", "she is ",
    "no ", "in a cafe", "AU12 ", "AU4E brow furrow", "maximum ", "closed eyes", " and ", ", ", ". ", "(", ":1.2)", ")", "[", "]", "{", "|",
    "}", "\n", "_", " ", "two boys", "--ar 2:3", "mask", "BREAK",
]  # fmt: skip


@given(st.sampled_from(LABELS), st.sampled_from(TEMPLATES))
def test_any_label_in_any_shape(label: str, template: str) -> None:
    text = template.format(label)
    found = rewrite(text)
    assert bool(found) == bool(ANSWERED & set(loud(text))), text
    assert found == rewrite(text)
    for one in found:
        holds(text, one)
        assert re.search(rf"\b{label}\b", one.text) is None
    rest = [word for word in re.findall(r"\w+", template.replace("{}", "")) if word not in CARRIERS]
    for one in found:
        assert all(word.lower() in one.text.lower() for word in rest)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_is_rewritten_or_left(text: str) -> None:
    for one in rewrite(text):
        assert edited(text, one) == one.text
        assert asked(one.text) == one.units
        assert rewrite(one.text) == []
        assert not ANSWERED & set(loud(one.text))


@pytest.mark.parametrize("piece", ["sad, ", "(sad", "sad woman ", "{sad|", "in pure ", "a very "])
def test_long_texts_take_no_longer_than_reading_them(piece: str) -> None:
    for text in (piece * 40 + "sad", piece * 3_000 + "sad"):
        started = time.perf_counter()
        promptlint.parse(text)
        read = time.perf_counter() - started
        started = time.perf_counter()
        rewrite(text)
        assert time.perf_counter() - started < 12 * read + 0.5

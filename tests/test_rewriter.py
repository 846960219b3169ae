"""Rewrites: what they say is read back as what they claim, no mistake is left, and the rest of the prompt stays as it was."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rewritten import ANSWERED, asked, edited, holds, loud

import promptlint
from promptlint.facs.displays import ANY, blends, contrasts, displays, unit_wordings
from promptlint.facs.emotions import emotions
from promptlint.facs.units import is_known
from promptlint.rewriter import rewrite, wordings
from promptlint.rewriter.phrases import STYLES, Group, read_group, split_group, words_for
from tests.timing import seconds

CODE = re.compile(r"\bAU\d")
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
        read = seconds(partial(promptlint.parse, text), times=2)
        assert seconds(partial(rewrite, text), times=2) < 12 * read + 0.5

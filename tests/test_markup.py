"""Markup, held against what the tools do: each case names the tool whose source or run it is taken from."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from promptlint.markup import FAULTS, has_markup, read_markup
from promptlint.markup.dialects import DIALECTS
from promptlint.model import Markup, Run

Parts = list[tuple[str, float]]


def told(markup: Markup) -> Parts:
    """The parts, weights rounded to three digits, white space at the joints left out."""
    return [(text.strip(), round(weight, 3)) for text, weight in markup.parts if text.strip()]


def live(text: str, dialect: str | None = None) -> list[tuple[str, Run]]:
    """The runs that are read as words, with their source."""
    return [
        (text[run.start : run.end].strip(), run)
        for run in read_markup(text, dialect).runs
        if not run.opaque and text[run.start : run.end].strip(" ,")
    ]


def faults(text: str, dialect: str | None = None) -> list[tuple[str, str]]:
    return [(fault.kind, text[fault.start : fault.end]) for fault in read_markup(text, dialect).faults]


# A1111 web UI, parse_prompt_attention: weights multiply; an unclosed bracket reaches to the end; any lone backslash vanishes.
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a calm face", [("a calm face", 1.0)]),
        ("(calm)", [("calm", 1.1)]),
        ("((calm))", [("calm", 1.21)]),
        ("[calm]", [("calm", 0.909)]),
        ("([calm])", [("calm", 1.0)]),
        ("((calm:1.2):1.5)", [("calm", 1.8)]),
        ("(calm (eyes:1.2) face:0.5)", [("calm", 0.5), ("eyes", 0.6), ("face", 0.5)]),
        ("calm (eyes, face", [("calm", 1.0), ("eyes, face", 1.1)]),
        ("calm) eyes", [("calm) eyes", 1.0)]),
        ("([calm) eyes]", [("calm", 1.0), ("eyes", 0.909)]),
        ("(calm: 1.2)", [("calm: 1.2", 1.1)]),
        ("(calm:1,2)", [("calm:1,2", 1.1)]),
        ("(calm:-1)", [("calm", -1.0)]),
        ("(:1.2) calm", [("calm", 1.0)]),
        ("(ratio 16:9)", [("ratio 16", 9.0)]),
        ("saber \\(fate\\)", [("saber (fate)", 1.0)]),
        ("C:\\dir", [("C:dir", 1.0)]),
        ("calm BREAK eyes", [("calm", 1.0), ("eyes", 1.0)]),
        ("(calm BREAK eyes:1.2)", [("calm", 1.2), ("BREAK", -1.2), ("eyes", 1.2)]),
        ("calm Break eyes", [("calm Break eyes", 1.0)]),
        ("[calm:angry:0.5]", [("calm:angry:0.5", 0.909)]),
        ("[[calm|angry]:sad:0.5]", [("calm|angry", 0.826), (":sad:0.5", 0.909)]),
        ("<lora:calm (v2):1> face", [("<lora:calm", 1.0), ("v2", 1.1), (":1> face", 1.0)]),
    ],
)
def test_a1111_weights(text: str, parts: Parts) -> None:
    assert told(read_markup(text, "a1111")) == parts


# Forge, parse_prompt_attention: white space round the number is allowed.
def test_forge_allows_spaces_round_a_weight() -> None:
    assert told(read_markup("(calm : 1.2 ) face", "forge")) == [("calm", 1.2), ("face", 1.0)]


# ComfyUI, token_weights: an inner weight replaces the outer one; brackets that do not count out are characters; float() reads numbers.
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("((calm:1.2):1.5)", [("calm", 1.2)]),
        ("(calm (eyes:1.2) face:0.5)", [("calm", 0.5), ("eyes", 1.2), ("face", 0.5)]),
        ("calm (eyes, face", [("calm (eyes, face", 1.0)]),
        ("calm) (eyes:1.2) face", [("calm) (eyes:1.2) face", 1.0)]),
        ("calm (eyes (face:1.2) now", [("calm (eyes (face:1.2) now", 1.0)]),
        ("calm (eyes (face:1.2)", [("calm", 1.0), ("eyes (face", 1.2)]),
        ("(((calm)", [("((calm", 1.1)]),
        ("[calm:1.2]", [("[calm:1.2]", 1.0)]),
        ("(calm:1e1)", [("calm", 10.0)]),
        ("(calm:1.2.3)", [("calm:1.2.3", 1.1)]),
        ("(:1.2)", [(":1.2", 1.1)]),
        ("saber \\\\(fate\\\\)", [("saber \\(fate\\)", 1.0)]),
        ("calm BREAK eyes", [("calm BREAK eyes", 1.0)]),
    ],
)
def test_comfyui_weights(text: str, parts: Parts) -> None:
    assert told(read_markup(text, "comfyui")) == parts


# compel's own tests (test_prompt_parser.py): suffixes, groups at weight 1, quotes, escapes, A1111's colon as text.
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("calm++ face", [("calm", 1.21), ("face", 1.0)]),
        ("calm face--", [("calm", 1.0), ("face", 0.81)]),
        ("(calm face)0.5", [("calm face", 0.5)]),
        ('"calm face".attend(+)', [("calm face", 1.1)]),
        ("old (calm (face)+)+", [("old", 1.0), ("calm", 1.1), ("face", 1.21)]),
        ("(calm)", [("calm", 1.0)]),
        ("(calm:0.3)", [("calm:0.3", 1.0)]),
        ("hot-dog +mustard", [("hot-dog +mustard", 1.0)]),
        ("a \\(calm\\) face", [("a (calm) face", 1.0)]),
        ("calm face withLora(skin, 0.5)", [("calm face", 1.0)]),
        ("a calm (face", [("a calm (face", 1.0)]),
    ],
)
def test_compel_weights(text: str, parts: Parts) -> None:
    assert told(read_markup(text, "compel")) == parts


# NovelAI's documentation: braces 1.05, square brackets 1/1.05, numeric spans; a new number ends the span before it.
def test_novelai_weights() -> None:
    assert told(read_markup("{{calm}} [face]", "novelai")) == [("calm", 1.103), ("face", 0.952)]
    assert told(read_markup("1.5::calm:: face, 2::old", "novelai")) == [("calm", 1.5), ("face,", 1.0), ("old", 2.0)]
    assert told(read_markup("1.5::calm 0.5::face::", "novelai")) == [("calm", 1.5), ("face", 0.5)]
    assert [run.negative for source, run in live("-1::hat::, calm face", "novelai")] == [True, False]
    assert [run.section for _, run in live("2girls, park | calm girl | angry girl", "novelai")] == [0, 1, 2]


# Midjourney's documentation: parts with relative weights, --no as weight -0.5, parameters that are no words.
def test_midjourney() -> None:
    text = "/imagine prompt: calm king::2 smoke::-0.5 --no crown, beard --ar 2:3 --v 6.1"
    assert told(read_markup(text, "midjourney")) == [("calm king", 2.0), ("smoke", -0.5), ("crown, beard", -0.5)]
    assert [(source, run.negative) for source, run in live(text)] == [("calm king", False), ("smoke", True), ("crown, beard", True)]
    assert read_markup(text).dialect == "midjourney"
    opaque = [text[run.start : run.end] for run in read_markup(text).runs if run.opaque]
    assert opaque == ["/imagine prompt:", "--ar 2:3", "--v 6.1"]


def options(text: str, dialect: str | None = None) -> dict[str, tuple[tuple[int, int], ...]]:
    return {source: run.branch for source, run in live(text, dialect)}


# A1111's schedule grammar: one word of an alternation a step, before and after never together.
def test_alternatives_are_options_of_one_choice() -> None:
    for text in ("[smile|frown]", "[smile:frown:0.5]", "{smile|frown}"):
        found = options(text)
        assert found["smile"] == ((0, 0),)
        assert found["frown"] == ((0, 1),)
    assert options("[smile:0.5] face") == {"smile": ((0, 1),), "face": ()}
    assert options("[smile::0.5] face") == {"smile": ((0, 0),), "face": ()}
    nested = options("{calm {smile|frown}|angry} face")
    assert nested == {"calm": ((0, 0),), "smile": ((0, 0), (1, 0)), "frown": ((0, 0), (1, 1)), "angry": ((0, 1),), "face": ()}


# A1111's schedule grammar knows one or two steps and no number in an alternation; prompt-fusion knows both.
def test_longer_schedules_are_text_to_a1111() -> None:
    assert set(options("[calm|angry:0.5]", "a1111").values()) == {()}
    assert set(options("[calm:angry:sad:0.5]", "a1111").values()) == {()}
    assert options("[calm:angry:sad:1,2,3]", "a1111-prompt-fusion") == {"calm": ((0, 0),), "angry": ((0, 1),), "sad": ((0, 2),)}


# dynamicprompts: {2$$a|b} draws two, which stand side by side; {~a|b}, {1$$a|b} and {0-1$$a|b} draw one.
def test_variants_that_draw_several_have_no_branch() -> None:
    for text in ("{2$$smile|frown}", "{1-2$$smile|frown}", "{2$$ and $$smile|frown}"):
        assert options(text) == {"smile": (), "frown": ()}, text
    for text in ("{~smile|frown}", "{1$$smile|frown}", "{0-1$$smile|frown}", "{0.3::smile|0.7::frown}"):
        assert options(text) == {"smile": ((0, 0),), "frown": ((0, 1),)}, text


# compel: swap replaces one by the other while the picture is made; and() and blend() take separate prompts.
def test_compel_swaps_and_conjunctions() -> None:
    assert options("a calm.swap(angry) face") == {"a": (), "calm": ((0, 0),), "angry": ((0, 1),), "face": ()}
    sections = [run.section for _, run in live('("calm face", "angry face").and(1, 2)')]
    assert len(set(sections)) == 2


# SwarmUI: tags nest; random and alternate take one, region and object begin a section.
def test_swarmui_tags() -> None:
    assert options("<setvar[mood]:<random:smile,frown>> face") == {"smile": ((0, 0),), "frown": ((0, 1),), "face": ()}
    assert [run.section for _, run in live("park <region:0,0,0.5,1> calm girl <region:0.5,0,0.5,1> angry girl", "swarmui")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("calm BREAK angry", [0, 1]),
        ("calm AND angry AND sad", [0, 1, 2]),
        ("park ADDCOMM calm ADDROW angry", [0, 1, 2]),
    ],
)
def test_sections(text: str, sections: list[int]) -> None:
    assert [run.section for _, run in live(text, "a1111")] == sections


def test_shouting_is_no_section() -> None:
    assert {run.section for _, run in live("DO NOT BREAK THE GLASS AND SMILE (PLEASE)")} == {0}


# A1111's infotext: the prompt, the negative prompt, the line of parameters.
def test_infotext() -> None:
    text = "calm (king:1.2)\nNegative prompt: smile, (teeth:1.3)\nSteps: 30, Sampler: Euler a, CFG scale: 7"
    markup = read_markup(text)
    assert markup.dialect == "a1111-infotext"
    assert told(markup) == [("calm", 1.0), ("king", 1.2)]
    assert [
        (text[run.start : run.end].strip(" \n,"), run.negative, run.opaque) for run in markup.runs if text[run.start : run.end].strip()
    ] == [
        ("calm", False, False),
        ("king", False, False),
        ("smile", True, False),
        ("teeth", True, False),
        ("Steps: 30, Sampler: Euler a, CFG scale: 7", True, True),
    ]


@pytest.mark.parametrize(
    ("text", "opaque"),
    [
        ("calm <lora:skin_detail:0.8> face", ["<lora:skin_detail:0.8>"]),
        ("calm __mood/soft__ face", ["__mood/soft__"]),
        ("calm face, see https://example.com/a(1).png", ["https://example.com/a"]),
        ("calm ${mood} {style} {{ subject }} [SUBJECT] face", ["${mood}", "{style}", "{{ subject }}", "[SUBJECT]"]),
        ("calm embedding:bad_face, face", ["embedding:bad_face"]),
        ("i <3 calm faces >_<", []),
    ],
)
def test_what_is_never_read_as_words(text: str, opaque: list[str]) -> None:
    assert [text[run.start : run.end] for run in read_markup(text).runs if run.opaque] == opaque


def test_comments_are_dropped_where_the_tool_drops_them() -> None:
    text = "calm # a note\nface"
    assert [source for source, _ in live(text, "a1111")] == ["calm", "face"]
    assert [source for source, _ in live(text, "comfyui")] == [text]
    assert [source for source, _ in live("calm /* not */ face // no", "dynamicprompts")] == ["calm", "face"]


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("a calm face", "plain"),
        ("a calm face (smiling)", "any"),
        ("(calm:1.2) face", "a1111"),
        ("calm <lora:x:1>", "a1111"),
        ("calm face BREAK park", "a1111"),
        ("[calm:angry:0.5]", "a1111"),
        ("calm face --ar 2:3", "midjourney"),
        ("calm face –ar 2:3", "midjourney"),
        ("calm:: angry::2", "midjourney"),
        ("1.5::calm face::, park", "novelai"),
        ("{{{calm}}}, {face}", "novelai"),
        ("calm++ face", "compel"),
        ("(calm face)1.3", "compel"),
        ("{calm|angry} face", "dynamicprompts"),
        ("{2$$calm|angry} face", "dynamicprompts"),
        ("embedding:calm, face", "comfyui"),
        ("<random:calm,angry> face", "swarmui"),
        ("calm :1 AND_PERP angry :2", "a1111-neutral-prompt"),
        ('{"mood": "calm (very)"}', "json"),
        ("a calm man -- no smile -- waits", "plain"),
        ("a well-lit, calm face — no smile", "plain"),
        ("Camera: 50mm, Light: soft, Mood: calm", "plain"),
    ],
)
def test_detection(text: str, dialect: str) -> None:
    found = read_markup(text).dialect
    assert found == dialect or (dialect == "plain" and found == "any" and len(read_markup(text).runs) == 1)


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown dialect 'photoshop'"):
        read_markup("calm", "photoshop")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("((calm), park, 1girl", [("unclosed-bracket", "(")]),
        ("(((calm, park", [("unclosed-bracket", "(((")]),
        ("(calm:1.2)), park", [("stray-bracket", ")")]),
        ("calm face, ], park", [("stray-bracket", "]")]),
        ("(ratio 16:9), calm", [("ratio-as-weight", "16:9")]),
        ("[calm:1.2], park", [("square-weight", "[calm:1.2]")]),
        ("(calm:1.2.3)", [("malformed-weight", ":1.2.3")]),
        ("(calm:1,2), park", [("malformed-weight", ":1,2")]),
        ("(calm:3.5), park", [("extreme-weight", "(calm:3.5)")]),
        ("(calm:-1), park", [("extreme-weight", "(calm:-1)")]),
        ("(calm BREAK park:1.2)", [("break-in-group", "BREAK")]),
        ("<lora:calm:0.8, park", [("unclosed-network", "<lora:calm:0.8")]),
        ("saber_(fate), 1girl", [("unescaped-tag", "(fate)")]),
        ("#ff8800 sky, (calm:1.2)", [("colour-as-comment", "#ff8800")]),
        ("[SUBJECT] in a park, {{mood}}", [("unfilled-placeholder", "[SUBJECT]"), ("unfilled-placeholder", "{{mood}}")]),
    ],
)
def test_faults(text: str, found: list[tuple[str, str]]) -> None:
    assert faults(text) == found
    assert {kind for kind, _ in found} <= set(FAULTS)


@pytest.mark.parametrize(
    "text",
    [
        "sad clown :( in the rain",
        "winking ;) girl :), park :-)",
        "a girl (^_^), a boy (T_T)",
        "1) a smiling man, 2) a crying boy",
        "a) calm, b) angry, iv) sad",
        "a smile (the kind that never reaches the eyes. He waits",
        "(a smile",
        "He is 5'10\" tall (and waits. She smiles",
        'a poster that says "SALE :(" and "(NEW"',
        'a sign "50% [OFF" in the window',
        "a footnote [1], a year [2020], (see 3)",
        "(calm), [soft], {warm}, ((old))",
        "(calm:1.2), (old:0), (warm:2)",
        "aspect ratio 16:9, calm face",
        "i <3 you, >_<, a -> b",
        "saber \\(fate\\), 1girl",
        "[calm:angry:0.5], [calm:0.8], [calm:5]",
        "#portrait #calm, a calm face",
        "{calm|angry} face, __mood__",
        "a lamp (note: 2,5 m high. It is on",
    ],
)
def test_no_false_alarm(text: str) -> None:
    assert faults(text) == []


def test_a_known_tool_makes_an_emoticon_a_bracket() -> None:
    """A1111 opens a group at ``:(``: everything after it is raised."""
    text = "(calm:1.2), girl :( park"
    assert read_markup(text).parts[-1] == (" park", 1.1)
    assert faults(text) == [("unclosed-bracket", "(")]


def test_the_fast_path_changes_nothing() -> None:
    for text in ("a calm face, soft light", "it's a well-known face: calm; old", "x", "", "50% off, $5, #1"):
        assert not has_markup(text)
        fast, slow = read_markup(text), read_markup(text, "any")
        assert (fast.runs, fast.parts, fast.faults) == (slow.runs, slow.parts, slow.faults)


#: What markup is made of, so that random texts have some.
PIECES = (
    *'()[]{}<>|:;,.\\"-+#$%_~!*/= 1',
    *("calm", "face", "1.2", ":1.2)", ":0.5]", "BREAK", "AND", "AND_PERP", "ADDROW", "(calm:1.2)", "[a|b]", "{2$$", "$$", "::", "1.5::"),
    *("--no ", "--ar ", "<lora:x:1>", "<random:", "__mood__", "${x=", "%{", ".swap(", ".blend(1)", ".attend(", "++", "--", "(^_^)", ":("),
    *("{{", "[SUBJECT]", "https://a.b", "/*", "*/", "//", "/imagine ", "１", "\n", "\nNegative prompt: ", "\nSteps: 1, a: b, c: d"),
)
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
    st.text(max_size=60),
)


@given(texts, st.sampled_from([None, *DIALECTS]))
@example("{{2$$\\{2$$a|b}", "any")
@example("([)]{(})", "a1111")
@example("[b (c:0.5] d) e]", "a1111")
@example("a :1AND b :2", "a1111")
def test_every_text_is_read(text: str, dialect: str | None) -> None:
    markup = read_markup(text, dialect)
    end = 0
    for run in markup.runs:
        assert end <= run.start < run.end <= len(text)
        end = run.end
    assert all(part and abs(weight) <= 1e6 for part, weight in markup.parts)
    for fault in markup.faults:
        assert 0 <= fault.start < fault.end <= len(text)
        assert fault.kind in FAULTS
        assert fault.detail


@given(st.text(max_size=60).filter(lambda text: not re.search(r"[()\[\]{}<>|:\\#$_\"]|BREAK|AND", text)))
def test_text_without_brackets_is_one_run(text: str) -> None:
    assert read_markup(text, "a1111").runs == ((Run(0, len(text)),) if text else ())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"mood": "calm", "negative_prompt": "frown"}', [("calm", 0, False), ("frown", 0, True)]),
        ('```json\n{"a": ["b", "c"]}\n```', [("b", 0, False), ("c", 0, False)]),
        ('{"shots": ["b", "c"], "d": "e"}', [("b", 0, False), ("c", 1, False), ("e", 0, False)]),
        ('{"subjects": [{"x": "b"}, {"x": "c"}]}', [("b", 1, False), ("c", 2, False)]),
        ('{"avoid": {"x": "b"}, "text": "SALE", "y": "c"}', [("b", 1, True), ("c", 0, False)]),
        ('{"a": "b', [("b", 0, False)]),
    ],
)
def test_json_values(text: str, values: list[tuple[str, int, bool]]) -> None:
    """A JSON prompt says what its values say: no key, no lettering; every object and every shot is a section of its own."""
    assert [(text[run.start : run.end], run.section, run.negative) for run in read_markup(text).runs] == values

"""CLIP's token counts, against those of an independent tokenizer."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptlint
from promptlint.tokens.clip import count, words
from tests.timing import seconds

#: Counts made with instant-clip-tokenizer 0.1.1, which has its own copy of the vocabulary and its own code.
COUNTS = [
    ("", 0),
    ("a", 1),
    ("a photo of a cat", 5),
    ("worried character", 2),
    ("1girl, solo, smile, closed eyes", 9),
    ("AU6+AU12 Duchenne smile, AU4 brow lowered", 15),
    ("masterpiece, best quality, ultra-detailed, 8k uhd", 13),
    ("woman's smile; they're laughing, I'LL cry, he'd frown", 16),
    ("closed_eyes, open_mouth, looking_at_viewer", 13),
    ("saber_\\(fate\\), :d, >_<, ^_^, o_o", 19),
    ("Rembrandt lighting at 45 degrees, 3200K, 85mm f/1.8", 21),
    ("chiaroscuro", 4),
    ("zygomaticus major and orbicularis oculi", 13),
    ("corrugator supercilii", 6),
    ("A weathered lighthouse keeper in a thick navy wool sweater", 11),
    ("greg rutkowski, artgerm, wlop, trending on artstation", 15),
    ("year 1984, 16:9, 100%, $5, #1", 20),
    ("x½ y² Ⅷ abc", 8),
    ("été, naïve café, Übermut, smörgåsbord", 18),
    ("été", 6),
    ("日本語のプロンプト、笑顔", 19),
    ("微笑的女孩，樱花", 22),
    ("улыбающаяся девушка", 25),
    ("미소 짓는 소녀", 11),
    ("फूलों वाली लड़की", 20),
    ("İstanbul'da gülümseyen kız", 14),
    ("😀😂 smiling 👩‍👩‍👧 family", 8),
    ("___ --- !!! ... ???", 5),
    ("tears\tof\njoy   and  relief", 5),
    ("supercalifragilisticexpialidocious", 9),
    ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 5),
    ("QWERTYUIOP asdfghjkl zxcvbnm", 12),
    ("hyperrealistic, photorealistic, bokeh, volumetric lighting, subsurface scattering", 17),
    ("don't can't won't isn't", 8),
    ("“curly quotes” — and dashes – too…", 13),
    ("C++ R&D AT&T", 8),
    ("10:30 12/25/2024 3.14159", 22),
    ("antidisestablishmentarianism", 6),
    ("ﬁne ﬂow ﬀ", 11),
    ("ＦＵＬＬ　ＷＩＤＴＨ", 27),
]


@pytest.mark.parametrize(("text", "tokens"), COUNTS)
def test_counts_are_those_of_clip(text: str, tokens: int) -> None:
    assert count(text) == tokens


def test_offsets_are_those_of_the_text() -> None:
    text = "İ a smile's ½"
    assert [text[place] for place, _ in words(text)] == ["İ", "İ", "a", "s", "'", "½"]


@given(st.text())
def test_no_text_makes_it_raise(text: str) -> None:
    places = list(words(text))
    assert all(tokens > 0 and 0 <= place < len(text) for place, tokens in places)
    assert [place for place, _ in places] == sorted(place for place, _ in places)


@given(st.text(), st.text())
def test_words_do_not_reach_over_white_space(first: str, second: str) -> None:
    assert count(f"{first} {second}") == count(first) + count(second)


@pytest.mark.parametrize("piece", ["a", "a b ", "½", "_", "<|", "'s", "あ", "İ"])
def test_the_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * 20_000
    assert seconds(partial(count, text)) < 1.0


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown target 'nonsense'; there are any, sd15"):
        promptlint.lint("smile", target="nonsense")
    assert promptlint.lint("sad woman", target="any") == promptlint.lint("sad woman")

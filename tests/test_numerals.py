"""Numbers in words: what they count, and that digits take their place to the letter."""

from hypothesis import given
from hypothesis import strategies as st

from promptlint.numerals import ONES, TEENS, TENS, count_of, in_digits


def in_words(number: int) -> str:
    """A number below a million as it is spoken: 3,265 is "three thousand two hundred and sixty-five"."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        return f"{in_words(thousands)} thousand" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{ONES[hundreds - 1]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number >= 20:
        tens, rest = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[rest - 1]}" if rest else "")
    return TEENS[number - 10] if number >= 10 else ONES[number - 1]


@given(st.integers(1, 999_999))
def test_words_count_what_they_say(number: int) -> None:
    assert count_of(in_words(number)) == number


@given(st.integers(1, 99_999))
def test_digits_take_the_place_of_words(number: int) -> None:
    before, words, behind = "lit at ", in_words(number), " kelvin, portrait"
    text = in_digits(before + words + behind)
    assert len(text) == len(before + words + behind)
    assert text.startswith(before)
    assert text.endswith(behind)
    assert int(text[len(before) : -len(behind)]) == number


@given(st.text())
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(in_digits(text)) == len(text)


def test_what_is_no_number_stays() -> None:
    for text in ("attention, someone on the tenth floor", "between 20 and 30 percent", "a woman, anyone"):
        assert in_digits(text) == text


def test_and_joins_only_behind_hundred_and_thousand() -> None:
    assert in_digits("between twenty and thirty") == "between 000020 and 000030"
    assert in_digits("a hundred and ten") == "00000000000000110"

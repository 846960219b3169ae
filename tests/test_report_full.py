"""The drawing of a finding, as golden pictures."""

from __future__ import annotations

from textwrap import dedent

from reports import SMILE, a_finding, a_report, assert_drawn, draw, marks_of, rendered

from promptlint.report import View, load_format
from promptlint.report.colour import Palette
from promptlint.report.drawing import Mark
from promptlint.report.tally import Run
from promptlint.rule import Edit, Fix, Related
from promptlint.sources import Found, SourceMap
from promptlint.text import cells


class TestDrawing:
    def test_the_last_label_stands_beside_and_the_others_hang(self) -> None:
        assert_drawn(
            SMILE,
            marks_of(SMILE, ("big smile", "AU12 pulls the lip corners up"), ("corners of the mouth turned down", "AU15 pulls them down")),
            """
              1 | close-up portrait, big smile, corners of the mouth turned down, rim light
                |                    ^^^^^^^^^  -------------------------------- AU15 pulls them down
                |                    |
                |                    AU12 pulls the lip corners up
            """,
        )

    def test_several_labels_on_one_line_do_not_meet(self) -> None:
        assert_drawn(
            SMILE,
            marks_of(SMILE, ("big smile", "one"), ("close-up", "two"), ("turned", "three"), ("rim", "a label that fits beside")),
            """
              1 | close-up portrait, big smile, corners of the mouth turned down, rim light
                | --------           ^^^^^^^^^                       ------       --- a label that fits beside
                | |                  |                               |
                | |                  |                               three
                | |                  one
                | two
            """,
        )

    def test_a_place_inside_another_stays_visible(self) -> None:
        assert_drawn(
            "sad woman, sad man",
            marks_of("sad woman, sad man", ("sad woman, sad man", "twice"), ("woman", "who")),
            """
              1 | sad woman, sad man
                | ^^^^-----^^^^^^^^^ twice
                |     |
                |     who
            """,
        )

    def test_places_on_other_lines(self) -> None:
        text = "one\ntwo sad\nthree\nfour\nfive\n\nsix happy\nseven"
        assert_drawn(
            text,
            marks_of(text, ("sad", "here"), ("happy", "and here"), ("four", "")),
            """
              2 | two sad
                |     ^^^ here
              3 | three
              4 | four
                | ----
            ...
              7 | six happy
                |     ----- and here
            """,
        )

    def test_a_place_over_several_lines(self) -> None:
        text = "a woman\nwith tears\nin a café"
        assert_drawn(
            text,
            marks_of(text, ("woman\nwith tears\nin", "three lines")),
            """
              1 | a woman
                |   ^^^^^
              2 | with tears
                | ^^^^^^^^^^
              3 | in a café
                | ^^ three lines
            """,
        )

    def test_a_place_over_many_lines_shows_the_first_and_the_last(self) -> None:
        text = "\n".join(["a man"] * 9)
        assert_drawn(
            text,
            [Mark(2, len(text), "long", primary=True)],
            """
              1 | a man
                |   ^^^
            ...
              9 | a man
                | ^^^^^ long
            """,
        )

    def test_carets_are_measured_in_cells(self) -> None:
        text = "猫の顔 👩🏽\u200d🦰 e\u0301te\u0301 ❤️ smile"
        assert_drawn(
            text,
            marks_of(text, ("smile", "AU12"), ("の", "two cells"), ("❤️", "two, too")),
            f"""
              1 | {text}
                |   --          -- ^^^^^ AU12
                |   |           |
                |   |           two, too
                |   two cells
            """,
        )

    def test_what_could_steer_a_terminal_is_shown_and_carets_stay_aligned(self) -> None:
        text = "\x1b[31m\u202ered\ta smile\x00"
        assert_drawn(
            text,
            marks_of(text, ("smile", "\x07label")),
            """
              1 | <U+001B>[31m<U+202E>red a smile<U+0000>
                |                           ^^^^^ <U+0007>label
            """,
        )

    def test_a_long_line_is_clipped_round_every_place(self) -> None:
        filler = ", ".join(["a beautiful garden with flowers and trees"] * 9)
        text = f"{filler}, big smile, {filler}, mouth turned down, {filler}"
        assert_drawn(
            text,
            marks_of(text, ("big smile", "AU12"), ("mouth turned down", "AU15")),
            """
              1 | … and trees, big smile, a beautiful … and trees, mouth turned down, a beautiful …
                |              ^^^^^^^^^                           ----------------- AU15
                |              |
                |              AU12
            """,
        )

    def test_the_middle_of_a_long_place_is_left_out(self) -> None:
        text = "portrait, " + " ".join(["very"] * 60) + " sad"
        assert_drawn(
            text,
            [Mark(10, len(text), "all of it", primary=True)],
            """
              1 | … very very very very very very very very very … very very very sad
                |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                |   |
                |   all of it
            """,
            width=80,
        )

    def test_a_label_without_room_moves_left_or_is_wrapped(self) -> None:
        text = "x" * 40 + " smile and tears"
        assert_drawn(
            text,
            marks_of(text, ("tears", "a label that is far too long to stand anywhere near its place"), ("smile", "left")),
            """
              1 | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx smile and tears
                |                                          -----     ^^^^^
                |                                          |         |
                |                                          |  a label that is far too long to stand anywhere near its place
                |                                          left
            """,
            width=111,
        )
        assert_drawn(
            text,
            marks_of(text, ("tears", "a label that is far too long to stand anywhere near its place"), ("smile", "left")),
            """
              1 | …xxxxxxxxxxxxxxxxx smile and tears
                |                    -----     ^^^^^
                |                    |         |
                |                    |         a label that is far too long
                |                    |         to stand anywhere near its
                |                    |         place
                |                    left
            """,
            width=64,
        )

    def test_an_empty_prompt_and_the_end_of_a_line_have_a_caret(self) -> None:
        assert_drawn("", [Mark(0, 0, "nothing here", primary=True)], f"{' ' * 12}  1 |\n{' ' * 12}    | ^ nothing here")
        assert_drawn("abc\r\ndef", [Mark(3, 5, "the end", primary=True)], f"{' ' * 12}  1 | abc\n{' ' * 12}    |    ^ the end")

    def test_a_line_of_a_hundred_million_characters_costs_nothing(self) -> None:
        text = "a" * 50_000_000 + " smile " + "b" * 50_000_000
        row, carets = draw(text, marks_of(text, ("smile", "here"))).split("\n")
        assert len(row) <= 100
        assert row[carets.index("^") :].startswith("smile")


class TestFull:
    def test_a_finding_in_full(self) -> None:
        low, high = SMILE.index("corners"), SMILE.index(", rim")
        finding = a_finding(
            SMILE,
            "big smile",
            label="AU12 pulls the lip corners up",
            why="at full strength a face shows one or the other;\nmodels average them into a flat mouth\n\nA second paragraph.",
            related=(Related(low, high, "AU15 pulls the lip corners down"),),
            fixes=(
                Fix(
                    "keep one, or weaken both into a layered expression", (Edit(19, high, "slight AU12 lip corner pull with slight AU15"),)
                ),
                Fix("keep one, or weaken both into a layered expression", (Edit(low, high + 2, ""), Edit(19, 28, "AU12 with AU6"))),
            ),
        )
        assert rendered(a_report(SMILE, finding)) == dedent(
            """\
            error[FAC202] opposed-actions: these two pull the mouth's corners in opposite directions
               --> prompts/ceo.txt:1:20
                |
              1 | close-up portrait, big smile, corners of the mouth turned down, rim light
                |                    ^^^^^^^^^  -------------------------------- AU15 pulls the lip corners down
                |                    |
                |                    AU12 pulls the lip corners up
                |
                = why: at full strength a face shows one or the other; models average them into a flat mouth
            help: keep one, or weaken both into a layered expression
              1   slight AU12 lip corner pull with slight AU15
              2   AU12 with AU6
                = note: changes the picture: --interactive asks, --fix --unsafe-fixes writes number 1
                = docs: promptlint explain FAC202

            Found 1 problem (1 error) in 1 of 1 prompt; 1 fixable with --fix --unsafe-fixes
            """
        )

    def test_a_rule_speaks_of_itself_once(self) -> None:
        finding = a_finding(SMILE, "big smile", why="because")
        shown = rendered(a_report(SMILE, finding), a_report(SMILE, finding, path="second.txt"))
        assert shown.count("= why: because") == shown.count("= docs: promptlint explain FAC202") == 1
        assert shown.count("^^^^^^^^^") == 2

    def test_a_safe_fix_says_so(self) -> None:
        finding = a_finding("smile, smile", "smile", fixes=(Fix("take one out", (Edit(5, 12, ""),), safe=True),))
        shown = rendered(a_report("smile, smile", finding))
        assert "help: take one out\n    = note: safe: --fix writes this\n" in shown
        assert shown.endswith("1 fixable with --fix\n")

    def test_quiet_leaves_the_summary_out_and_nothing_found_is_silent(self) -> None:
        assert "Found" not in rendered(a_report(SMILE, a_finding(SMILE, "big smile")), quiet=True)
        assert rendered(a_report(SMILE)) == ""

    def test_the_place_inside_a_container_is_named(self) -> None:
        text = '{"a": [{"prompt": "caf\\u00e9, smile"}]}'
        runs = [(0, 3, 19, 22), (3, 4, 22, 28), (4, 11, 28, 35)]
        found = Found("café, smile", "$.a[0].prompt", SourceMap(runs))
        report = a_report(text)
        report.results[0].found = found
        report.results[0].findings = [a_finding("café, smile", "smile")]
        shown = rendered(report).split("\n")
        assert shown[1] == "   --> prompts/ceo.txt:1:31 ($.a[0].prompt)"
        assert shown[3][shown[4].index("^") :].startswith("smile")

    def test_places_without_room_are_listed(self) -> None:
        words = [f"word{number}" for number in range(40)]
        text = (" " * 200).join(words)
        related = tuple(Related(text.index(f"{word} "), text.index(f"{word} ") + len(word), word) for word in words[1:-1])
        shown = rendered(a_report(text, a_finding(text, "word0", related=related)))
        assert all(word in shown for word in words[:-1])
        assert max(map(cells, shown.splitlines())) <= 100

    def test_colour_adds_nothing_but_colour(self) -> None:
        import re

        report = a_report(SMILE, a_finding(SMILE, "big smile", why="because"))
        painted = "".join(load_format("full").render(Run([report]), View(Palette(True), 100)))
        assert "\x1b[1;31m" in painted
        assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == rendered(report)

"""Bad input: each gives a clear message and the right exit code, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Outcome, run

SAD = "a sad woman in a cafe"
CODED = "woman with au12 smile, in a cafe"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> Outcome:
    """Check with the few rules that these tests speak of; one finding a line."""
    return run("check", *arguments, "--output-format", "concise", "--select", "EMO103,FAC103,SUP")


def places(outcome: Outcome) -> list[str]:
    """``path:line:column CODE`` of every finding."""
    rows = [line.split(" ") for line in outcome.out.splitlines() if not line.startswith("Found")]
    return [f"{row[0].rstrip(':')} {row[2]}" for row in rows]


class TestFilesThatCannotBeRead:
    def test_a_missing_file_does_not_stop_the_others(self, folder: Path) -> None:
        (folder / "a.txt").write_text(SAD)
        outcome = check("missing.txt", "a.txt")
        assert outcome.code == 2
        assert places(outcome) == ["a.txt:1:3 EMO103"]
        assert "error: missing.txt: no such file or folder" in outcome.err

    def test_a_link_that_leads_nowhere(self, folder: Path) -> None:
        (folder / "link.txt").symlink_to("gone.txt")
        outcome = check("link.txt")
        assert outcome.code == 2
        assert "gone.txt" in outcome.err

    def test_a_folder_without_prompts_says_what_would_be_read(self, folder: Path) -> None:
        (folder / "notes.rst").write_text("# notes")
        outcome = check(".")
        assert (outcome.code, outcome.out) == (0, "")
        assert "no prompts in the working folder" in outcome.err
        assert "*.txt, *.prompt, *.json" in outcome.err

    def test_nothing_is_said_of_it_to_a_hook(self, folder: Path) -> None:
        (folder / "notes.rst").write_text("# notes")
        outcome = check("notes.rst", "--force-exclude")
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


class TestContents:
    def test_broken_json_is_a_finding_and_the_rest_is_checked(self, folder: Path) -> None:
        (folder / "broken.json").write_text('{"prompt": "a sad man",\n "other": [1, }')
        (folder / "a.txt").write_text(SAD)
        outcome = check(".")
        assert outcome.code == 1
        assert "a.txt:1:3 EMO103" in places(outcome)
        assert "broken.json:2:15 SRC101" in places(outcome)

    def test_bytes_that_are_no_utf8_are_a_finding_and_the_rest_is_checked(self, folder: Path) -> None:
        (folder / "latin.txt").write_bytes(b"a caf\xe9 at night\n" + SAD.encode() + b"\n")
        outcome = check("latin.txt")
        assert outcome.code == 1
        assert places(outcome) == ["latin.txt:1:6 SRC101", "latin.txt:2:3 EMO103"]
        assert "UTF-8" in outcome.out

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_other_encodings_of_unicode_are_read_and_kept(self, encoding: str, folder: Path) -> None:
        mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
        text = f"{mark}🎬 {CODED}\n{SAD}\n"
        (folder / "a.txt").write_bytes(text.encode(encoding))
        assert places(check("a.txt")) == ["a.txt:1:14 FAC103", "a.txt:2:3 EMO103"]
        assert check("a.txt", "--fix").code == 1
        assert (folder / "a.txt").read_bytes() == text.replace("au12", "AU12").encode(encoding)

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_line_ends_count_and_are_kept(self, newline: str, folder: Path) -> None:
        text = newline.join(["a lake", SAD, CODED, ""])
        (folder / "a.txt").write_bytes(text.encode())
        assert places(check("a.txt")) == ["a.txt:2:3 EMO103", "a.txt:3:12 FAC103"]
        check("a.txt", "--fix")
        assert (folder / "a.txt").read_bytes() == text.replace("au12", "AU12").encode()

    def test_nul_and_escape_sequences_are_shown_and_never_sent(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes(b"\x00\x1b[2Ja sad\x07 woman in a cafe \xe2\x80\xae\n")
        outcome = run("check", "a.txt", "--select", "EMO103")
        assert outcome.code == 1
        assert "<U+0000><U+001B>[2Ja sad<U+0007> woman in a cafe <U+202E>" in outcome.out
        assert not any(ord(character) < 32 and character != "\n" for character in outcome.out)

    def test_a_file_that_is_no_text_is_a_finding(self, folder: Path) -> None:
        (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
        outcome = check("picture.txt")
        assert outcome.code == 1
        assert places(outcome)[0].endswith("SRC101")

    def test_an_empty_file_and_an_empty_prompt_are_fine(self, folder: Path) -> None:
        (folder / "a.txt").write_text("")
        (folder / "b.json").write_text('{"prompt": ""}')
        assert check(".").code == 0

    def test_a_lone_surrogate_in_json(self, folder: Path) -> None:
        (folder / "a.json").write_text('{"prompt": "\\ud83d a sad man in a bus"}')
        outcome = run("check", "a.json", "--select", "EMO103", "--output-format", "json")
        assert outcome.code == 1
        assert [one["start"]["column"] for one in json.loads(outcome.out)["findings"]] == [22]

    @pytest.mark.slow
    def test_a_line_of_a_hundred_megabytes(self, folder: Path) -> None:
        (folder / "a.txt").write_bytes(b"x" * 100_000_000 + b"\n" + SAD.encode())
        outcome = check("a.txt")
        assert outcome.code == 1
        assert places(outcome)[0].endswith("SRC101")


class TestConfigurations:
    @pytest.mark.parametrize(
        ("text", "line", "told"),
        [
            ('prset = "all"\n', 1, "preset"),
            ('\npreset = "al"\n', 2, "'all'"),
            ("fail-on = 3\n", 1, "string"),
            ('[check]\nignore = "EMO"\n', 2, "list"),
            ('[check]\nignore = ["EMO999"]\n', 2, "EMO999"),
            ("[check.rules.EMO101]\nmax-emotion = 2\n", 2, "max-emotions"),
            ('[[extract]]\nfiles = ["*.txt"]\nas = "lines"\nskip = ["("]\n', 4, "regular expression"),
            ('[[extract]]\nfiles = ["[.txt"]\nas = "lines"\n', 2, "class"),
            ('[[extract]]\nfiles = ["*.json"]\nas = "keys"\nprompt = ["$["]\n', 4, "$["),
            ("preset = \n", 1, "TOML"),
        ],
    )
    def test_a_mistake_is_told_with_file_line_and_way_out(self, text: str, line: int, told: str, folder: Path) -> None:
        (folder / "promptlint.toml").write_text(text)
        (folder / "a.txt").write_text(SAD)
        outcome = run("check", "a.txt", "--exit-zero")
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.startswith(f"error: promptlint.toml:{line}: ")
        assert told in outcome.err

    def test_isolated_does_not_even_look(self, folder: Path) -> None:
        (folder / "promptlint.toml").write_text("nonsense")
        (folder / "a.txt").write_text(SAD)
        assert run("check", "a.txt").code == 2
        assert run("check", "a.txt", "--isolated", "--select", "EMO103").code == 1


class TestSuppressions:
    @pytest.mark.parametrize("comment", ["ignore", "ignore[]", "ignore[EMO103", "ignore[NOPE]", "ignore[*]", "ignore[EMO103] expires=soon"])
    def test_a_malformed_one_is_a_finding_and_takes_nothing_back(self, comment: str, folder: Path) -> None:
        (folder / "a.txt").write_text(f"# promptlint: {comment}\n{SAD}\n")
        found = places(check("a.txt"))
        assert "a.txt:2:3 EMO103" in found
        assert any(place.endswith("SUP102") for place in found)

    def test_a_good_one_takes_its_finding_back_unless_told_otherwise(self, folder: Path) -> None:
        (folder / "a.txt").write_text(f"# promptlint: ignore[EMO103] the word is the point here\n{SAD}\n")
        assert check("a.txt").code == 0
        assert places(check("a.txt", "--no-ignores")) == ["a.txt:2:3 EMO103"]
        assert "1 finding was taken back" in check("a.txt", "--verbose").err


class TestWriting:
    def test_a_read_only_file_stays_as_it_is(self, folder: Path) -> None:
        path = folder / "a.txt"
        path.write_text(CODED)
        (folder / "b.txt").write_text(CODED)
        path.chmod(0o444)
        outcome = check("a.txt", "b.txt", "--fix")
        assert outcome.code == 2
        assert "error: a.txt: not written: the file is read-only" in outcome.err
        assert path.read_text() == CODED
        assert places(outcome) == ["a.txt:1:12 FAC103"]
        assert (folder / "b.txt").read_text() == CODED.replace("au12", "AU12")

    def test_a_fix_that_would_be_a_guess_is_not_made(self, folder: Path) -> None:
        text = '{"prompt": "woman with \\u0061u12 smile, in a caf\\u00e9"}'
        (folder / "a.json").write_text(text)
        assert check("a.json", "--fix").code == 0
        assert json.loads((folder / "a.json").read_text())["prompt"] == "woman with AU12 smile, in a café"
        assert "caf\\u00e9" in (folder / "a.json").read_text()

    def test_a_link_stays_a_link(self, folder: Path) -> None:
        (folder / "real.txt").write_text(CODED)
        (folder / "link.txt").symlink_to("real.txt")
        check("link.txt", "--fix")
        assert (folder / "link.txt").is_symlink()
        assert "AU12" in (folder / "real.txt").read_text()

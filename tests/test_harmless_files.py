"""Files that are made to hurt, or are something else than their name says: harmless, quick, and told."""

from __future__ import annotations

import time

import pytest

from promptlint.sources import Reading, read_bytes

#: Seconds that no file of these may take; most take a hundredth of it, and a machine may be busy.
CAP = 20.0


def laughs() -> bytes:
    """A billion laughs: each line has nine of the one above."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{chr(name)}: &{chr(name)} [{', '.join([f'*{chr(name - 1)}'] * 9)}]" for name in range(ord("b"), ord("z"))]
    return "\n".join([*lines, "prompt: *y", "scenes: {prompt: a cat}", ""]).encode()


FILES = {
    "aliases.yaml": (laughs(), 1),
    "alias-loop.yaml": (b"a: &a {prompt: a cat, b: *a}\n", 1),
    "brackets.yaml": (b"prompt: x\ny: " + b"[" * 100_000, 0),
    "braces.yaml": (b"prompt: x\ny: " + b"{a: " * 100_000, 0),
    "dashes.yaml": (b"prompt: x\ny:\n" + b"- " * 50_000, 0),
    "stairs.yaml": (b"prompt: x\n" + b"".join(b" " * depth + b"a:\n" for depth in range(1500)), 0),
    "documents.yaml": (b"---\nprompt: x\n---\n[\n" * 2_000, 2_000),
    "control.yaml": (b"prompt: a \x01 cat\n", 0),
    "nul.yaml": (b"prompt: " + bytes(100_000), 0),
    "nul.toml": (b"prompt = '" + bytes(5_000) + b"'", 0),
    "nul.csv": (b"prompt\n" + bytes(100_000), 0),
    "brackets.toml": (b"prompt = 'x'\ny = " + b"[" * 100_000, 0),
    "dots.toml": (b"prompt = 'x'\n" + b"a." * 100_000 + b"b = 1\n", 0),
    "tables.toml": (b"[[e]]\nprompt = 'x'\n" * 2_000, 2_000),
    "quotes.csv": (b"prompt,b\n" + b'a,"b\n' * 100_000, 0),
    "odd.csv": (b"prompt,b\n" + b'"a ' * 100_000, 0),
    "commas.csv": (b"prompt\n" + b"," * 200_000, 0),
    "fences.md": (b"```prompt\n" * 50_000, 0),
    "quoted.md": (b"> " * 100_000 + b"```prompt\n", 0),
    "comments.md": (b"<!-- promptlint: ignore[EMO103] " * 10_000, 0),
    "rules.md": (b"---\n" * 50_000, 0),
    "marks.py": (b"# promptlint: prompt\n" * 20_000, 0),
    "braces.py": (b"# promptlint: prompt\nx = f'" + b"{" * 50_000 + b"'", 1),
    "quotes.py": (b"# promptlint\n" + b"'''a" * 20_001, 0),
    "values.js": (b"// promptlint: prompt\nx = `" + b"${a}" * 20_000 + b"`", 1),
    "nested.js": (b"// promptlint: prompt\nx = `" + b"${`" * 20_000, 0),
    "slashes.js": (b"// promptlint: prompt\n" + b"/[" * 50_000, 0),
    "commas.jsonc": (b'{"prompt": "x"' + b", " * 100_000, 0),
    "open.jsonc": (b"/*" * 100_000, 0),
}


@pytest.mark.parametrize("name", FILES)
def test_odd_files_are_quick_and_told(name: str) -> None:
    data, prompts = FILES[name]
    how = {"csv": "columns", "md": "fences", "py": "literals", "js": "literals"}.get(name.partition(".")[2], "keys")
    before = time.process_time()
    source = read_bytes(name, data, Reading(("*",), how))
    assert time.process_time() - before < CAP
    assert len(source.found) == prompts
    quiet = {
        "aliases.yaml",
        "alias-loop.yaml",
        "tables.toml",
        "rules.md",
        "commas.csv",
        "braces.py",
        "values.js",
        "quoted.md",
        "comments.md",
    }
    assert bool(source.faults) is (name not in quiet)
    assert all(0 <= fault.start <= fault.end <= len(source.text) for fault in source.faults)
    assert len(source.faults) <= 25 or "documents" in name


@pytest.mark.parametrize("how", ["keys", "yaml", "toml", "jsonc", "columns", "fences", "literals", "wildcards"])
def test_pictures_and_archives_under_any_name(how: str) -> None:
    for name in ("x.yaml", "x.toml", "x.jsonc", "x.csv", "x.md", "x.py", "x.ts"):
        for data in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 40, b"", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\r\n\n\r"):
            source = read_bytes(name, data, Reading(("*",), how))
            assert source.found == ()

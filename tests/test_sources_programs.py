"""Prompts in Python, JavaScript and TypeScript: which literals a comment marks, and where their characters stand."""

from __future__ import annotations

import pytest

from promptlint.fixer import apply_edits
from promptlint.rule import Edit
from promptlint.sources import EditError, Reading, SourceFile, read_bytes


def read(text: str, name: str = "x.py") -> SourceFile:
    return read_bytes(name, text.encode(), Reading(("*",), "literals"))


def texts(source: SourceFile) -> list[str]:
    return [found.text for found in source.found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# promptlint: prompt\nX = 'a cat'\nY = 'no'\n", ["a cat"]),
        ("X = 'a cat'  # promptlint: prompt\nY = 'no'\n", ["a cat"]),
        ("# promptlint: prompt\n\n# a remark\nX = 'a cat'\n", ["a cat"]),
        ('X = """a\ncat"""  # promptlint: prompt\n', ["a\ncat"]),
        ("# promptlint: prompts\nX = [\n  'a', # x\n  'b',\n]\nY = 'no'\n", ["a", "b"]),
        ("# promptlint: prompts\nX = {'prompt': 'a', 'b': ['c'], d['e']: f('g')}\n", ["a", "c", "g"]),
        ("f(\n    'a',  # promptlint: prompt\n    'no',\n)\n", ["a"]),
        ("X = 'no'\n# a remark that speaks of promptlint: prompt\nY = 'no'\n", []),
        ("X = '# promptlint: prompt'\nY = 'no'\n", []),
        ("# promptlint: prompt\nX = r'\\d' if Y else R\"b\"\n", ["\\d", "b"]),
        ("# promptlint: prompt\nX = u'\\N{BULLET}\\101\\x41\\\n b\\q'\n", ["\u2022AA b\\q"]),
    ],
)
def test_marked_literals_of_python(text: str, wanted: list[str]) -> None:
    source = read(text)
    assert texts(source) == wanted
    assert source.faults == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("// promptlint: prompt\nconst x = 'a cat';\nconst y = 'no';\n", ["a cat"]),
        ("const x = `a\ncat`; /* promptlint: prompt */\n", ["a\ncat"]),
        ("// promptlint: prompts\nconst x = {\n  prompt: 'a', 'b': \"c\",\n  d: [`e`],\n};\nf('no');\n", ["a", "c", "e"]),
        ("const r = /['\"`]/g, y = a / b; // promptlint\n// promptlint: prompt\nf('a')\n", ["a"]),
        ("const t = <p>it's</p>; // x\n// promptlint: prompt\nf('a')\n", ["a"]),
        ("// promptlint: prompt\nf('\\u{1F600}\\ud83d\\ude00\\x41\\\n\\z')\n", ["\U0001f600\U0001f600Az"]),
    ],
)
def test_marked_literals_of_javascript(text: str, wanted: list[str]) -> None:
    source = read(text, "x.tsx")
    assert texts(source) == wanted
    assert source.faults == ()


def test_values_put_in_are_opaque() -> None:
    (found,) = read("# promptlint: prompt\nX = f'{a} and {b!r:>{c}} in {{x}}'\n").found
    assert found.text == "{xx} and {x} in {x}"
    assert found.fragment
    (found,) = read("// promptlint: prompt\nf(`${a} and ${b ? `${c}` : '}'} in \\${x}`)\n", "x.js").found
    assert found.text == "${xx} and ${x} in ${x}"
    assert found.fragment
    assert not found.map.is_mapped(1, 2)
    assert found.map.is_mapped(5, 10)


def test_negative_prompts_and_fragments() -> None:
    source = read("# promptlint: prompt\nX = 'a'\n# promptlint: negative prompt\nY = 'b'\n# promptlint: fragment\nZ = 'c'\n")
    assert [(found.text, found.negative, found.fragment) for found in source.found] == [("a", "b", False), ("c", None, True)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# promptlint: prompt\nX = 'a' 'b'\n", "joined to something else"),
        ("# promptlint: prompt\nX = 'a' + y\n", "joined to something else"),
        ("# promptlint: prompt\nX = 'a %s' % y\n", "joined to something else"),
        ("# promptlint: prompt\nX = 3\n", "marks no string literal"),
        ("# promptlint: prompt\n", "marks no string literal"),
        ("# promptlint: prompt\nX = b'a'\n", "holds bytes"),
        ("X = 'promptlint'\nY = 'a\n", "never closed"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    source = read(text)
    assert source.found == ()
    assert said in source.faults[0].message


@pytest.mark.parametrize(
    ("name", "literal", "new", "wanted"),
    [
        ("x.py", "'a cat'", "it's\n\\x", "'a it\\'s\\n\\\\x'"),
        ("x.py", '"""a cat"""', 'x\n"y"', '"""a x\n\\"y\\""""'),
        ("x.py", "r'a cat'", "x\\d", "r'a x\\d'"),
        ("x.py", "r'a cat'", "it's", None),
        ("x.py", "r'a cat'", "x\\", None),
        ("x.py", "f'a cat'", "{x}", "f'a {{x}}'"),
        ("x.js", "'a cat'", "it's\n", "'a it\\'s\\n'"),
        ("x.js", "`a cat`", "`${x}`\n", "`a \\`\\${x}\\`\n`"),
    ],
)
def test_edits(name: str, literal: str, new: str, wanted: str | None) -> None:
    mark = "// promptlint: prompt\nf(" if name == "x.js" else "# promptlint: prompt\nf("
    source = read(f"{mark}{literal})\n", name)
    (found,) = source.found
    if wanted is None:
        with pytest.raises(EditError):
            found.map.carry(2, 5, new)
    else:
        assert apply_edits(source.text, [Edit(*found.map.carry(2, 5, new))]) == f"{mark}{wanted})\n"

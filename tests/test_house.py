"""The house stands as it is drawn: floors, sizes, docstrings, and what a start loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: The floors, from the ground up. A room is a module or folder of promptlint/, or rules/ or grammar/, and everything in it. It imports
#: rooms of the floors below its own and, on its own floor, those to its left; what is wanted of a room is therefore drawn before it.
FLOORS = (
    ("text", "numerals", "shapes", "language"),
    ("model", "facs", "targets"),
    ("lalr", "grammar", "tables", "lexer", "markup", "tokens"),
    ("claim", "compose", "picture", "telling", "felt", "ownership", "views", "narration", "cast", "stage", "scope", "joining", "parser"),
    ("membership", "rule", "rewriter", "coding", "wording", "layering", "live", "showing"),
    ("rules",),
    ("sources", "registry", "config_error", "selection", "toml_places", "house_words", "settings", "suppress", "settings_schema", "config"),
    ("linter", "fixer", "checker", "storage", "writer", "ignoring", "stepwise"),
    ("report",),
    ("cli", "__main__"),
)

#: (room, imported room) -> why that one import may go against the floors.
EXCEPTIONS = {
    ("grammar", "tables"): "python -m promptlint.grammar is a command: it writes the compiled file where tables looks for it",
    (
        "rewriter",
        "linter",
    ): "a rewrite answers what the rules flag and leaves them nothing to flag: it lints, before and after",
}

#: Where each room is: the whole of promptlint/, and the two rooms that a checkout has beside it.
ROOMS = {"rules": ROOT / "rules", "grammar": ROOT / "grammar"}

PLACE = {room: (floor, place) for floor, rooms in enumerate(FLOORS) for place, room in enumerate(rooms)}


def source_files() -> Iterator[tuple[str, Path]]:
    """(room, file) of every Python file that ships, but for promptlint/__init__.py, the door, which leads to every room."""
    for path in sorted((ROOT / "promptlint").rglob("*.py")):
        inside = path.relative_to(ROOT / "promptlint")
        if inside.as_posix() != "__init__.py":
            yield inside.parts[0].removesuffix(".py"), path
    for room, folder in ROOMS.items():
        for path in sorted(folder.rglob("*.py")):
            yield room, path


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, full name) of everything that a file imports, wherever in the file it does; for typing only counts as well."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative imports hide from which room something comes"
            for name in node.names:
                yield node.lineno, f"{node.module}.{name.name}"


def imported_rooms(path: Path) -> Iterator[tuple[int, str]]:
    """(line, room) of what a file imports from promptlint; ``from promptlint import __version__`` comes from no room."""
    for line, name in imports(path):
        package, *rest = name.split(".")
        if package == "promptlint" and rest and rest[0] != "__version__":
            yield line, rest[0]


def test_every_room_is_on_a_floor() -> None:
    rooms = {room for room, _ in source_files()}
    assert rooms - set(PLACE) == set(), "these have no floor yet: draw them in FLOORS"
    assert set(PLACE) - rooms == set(), "these are drawn and do not exist"


def test_a_room_imports_only_what_lies_below_it() -> None:
    wrong = []
    used = set()
    for room, path in source_files():
        for line, other in imported_rooms(path):
            if other == room:
                continue
            assert other in PLACE, f"{path.relative_to(ROOT)}:{line}: promptlint.{other} is no room"
            if PLACE[other] < PLACE[room]:
                continue
            used.add((room, other))
            if (room, other) not in EXCEPTIONS:
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {room} imports {other}")
    assert wrong == []
    assert set(EXCEPTIONS) - used == set(), "exceptions that nobody needs any more"
    assert all(len(reason) > 20 for reason in EXCEPTIONS.values()), "an exception needs its reason"


def test_nobody_imports_a_rule_by_name() -> None:
    for _, path in source_files():
        for line, name in imports(path):
            inside_rules = name.startswith(("promptlint.rules.", "rules."))
            assert not inside_rules, f"{path.relative_to(ROOT)}:{line}: imports {name}; rules are found by the registry"


def test_no_file_has_four_hundred_lines() -> None:
    files = [path for folder in ("promptlint", "rules", "grammar", "tests", "docs", ".ci") for path in (ROOT / folder).rglob("*.py")]
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert len(sizes) > 50
    assert {path: size for path, size in sizes.items() if size >= 400} == {}


def public_definitions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """(place, node) of the module, its public functions and classes, and the public methods of these."""

    def inside(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, ast.AST]]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield f"{prefix}{node.name} (line {node.lineno})", node
                if isinstance(node, ast.ClassDef):
                    yield from inside(node.body, f"{prefix}{node.name}.")

    module = ast.parse(path.read_text(encoding="utf-8"), str(path))
    yield "the module", module
    yield from inside(module.body, "")


def test_everything_public_says_what_it_is() -> None:
    silent = [
        f"{path.relative_to(ROOT)}: {place}"
        for _, path in [*source_files(), ("", ROOT / "promptlint" / "__init__.py")]
        for place, node in public_definitions(path)
        if not ast.get_docstring(node)  # type: ignore[arg-type]
    ]
    assert silent == []


def loaded_by(code: str, *arguments: str) -> set[str]:
    """The modules that a fresh interpreter loads for some code, beyond those that it starts with."""
    program = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
before = set(sys.modules)
{code}
print()
print(*sorted(set(sys.modules) - before))
"""
    finished = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=60, check=True)
    return set(finished.stdout.splitlines()[-1].split())


@pytest.fixture(scope="module")
def compiled() -> None:
    """A checkout compiles its grammar in the first run after a change, with Lark; the runs after that are the normal ones."""
    loaded_by("import promptlint; promptlint.parse('smile')")


def of_package(modules: set[str], *packages: str) -> set[str]:
    """Those of the modules that are one of the packages or lie in one."""
    return {name for name in modules if name.partition(".")[0] in packages}


def test_importing_promptlint_loads_nothing_else() -> None:
    loaded = loaded_by("import promptlint")
    assert of_package(loaded, "promptlint") == {"promptlint"}
    assert of_package(loaded, "lark", "click", "json", "csv", "dataclasses", "inspect") == set()


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("name", ["parse", "lint", "fix"])
def test_reading_and_linting_need_neither_lark_nor_click(name: str) -> None:
    loaded = loaded_by(f"import promptlint; promptlint.{name}('angry woman, AU12 smile, soft light')")
    assert "promptlint.parser" in loaded
    assert of_package(loaded, "lark", "click") == set()


@pytest.mark.usefixtures("compiled")
def test_a_check_loads_only_what_it_uses(tmp_path: Path) -> None:
    prompt = tmp_path / "one.txt"
    prompt.write_text("worried character, Maximum smile with deep frown lines\n", encoding="utf-8")
    loaded = loaded_by("from promptlint.cli import main; assert main(sys.argv[1:]) == 1", "check", "--isolated", str(prompt))
    assert "promptlint.checker" in loaded
    assert of_package(loaded, "lark", "tomllib", "yaml", "subprocess", "difflib", "tempfile") == set()
    commands = {name for name in loaded if name.startswith("promptlint.cli.commands.")}
    assert commands == {"promptlint.cli.commands.check"}

"""What is built is what is here: a wheel carries the folders, and runs outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import promptlint

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow

#: What the build makes: it is in no commit, and in every wheel.
COMPILED = ("promptlint/grammar/compiled.json", "promptlint/rules/headers.json")


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that must succeed."""
    finished = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert finished.returncode == 0, f"{command} gave {finished.returncode}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this checkout as a clone would have it: without what is made from the rest of it."""
    copy = tmp_path_factory.mktemp("source") / "promptlint"
    made = [f"{Path(name).name}*" for name in COMPILED]
    ignored = shutil.ignore_patterns(".*_cache", ".venv", ".git", ".hypothesis", "__pycache__", "dist", "build", *made)
    shutil.copytree(ROOT, copy, ignore=ignored)
    return copy


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an sdist and the wheel that is made from it, as a release would make them."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", target, source, cwd=source)
    return target


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel itself."""
    (found,) = built.glob("*.whl")
    return found


def shipped(source: Path) -> set[str]:
    """What a wheel must hold: every file of the package and of the two rooms that lie beside it, and what is compiled from them."""
    names = set(COMPILED)
    for folder, target in (("promptlint", "promptlint"), ("rules", "promptlint/rules"), ("grammar", "promptlint/grammar")):
        for path in (source / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                names.add(f"{target}/{path.relative_to(source / folder).as_posix()}")
    return names


def test_the_wheel_holds_the_folders_and_nothing_else(wheel: Path, source: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        metadata = archive.read(next(name for name in archive.namelist() if name.endswith("/METADATA"))).decode()
    assert len(names) == len(set(names))
    assert set(names) == shipped(source)
    assert {"promptlint/py.typed", "promptlint/grammar/prompt.lark", "promptlint/rules/bare_emotion.py"} <= set(names)
    assert "Name: promptlint-facs" in metadata
    assert f"Version: {promptlint.__version__}" in metadata
    assert sorted(line for line in metadata.splitlines() if line.startswith("Requires-Dist:") and "extra ==" not in line) == [
        "Requires-Dist: click>=8.1",
        "Requires-Dist: lark>=1.2",
    ]


def test_the_same_wheel_comes_of_the_same_source(built: Path, wheel: Path, tmp_path: Path) -> None:
    """Whatever order sets have: the compiled tables are the same bytes in every build."""
    (sdist,) = built.glob("*.tar.gz")
    shutil.unpack_archive(sdist, tmp_path, filter="data")
    (source,) = (path for path in tmp_path.iterdir() if path.is_dir())
    finished = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "again"],
        cwd=source,
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert finished.returncode == 0, finished.stderr
    (again,) = (tmp_path / "again").glob("*.whl")
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert {item.filename: item.CRC for item in first.infolist()} == {item.filename: item.CRC for item in second.infolist()}


def test_the_wheel_works_where_there_is_no_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    bin_ = home / ("Scripts" if os.name == "nt" else "bin")
    run(bin_ / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    assert run(bin_ / "promptlint", "--version", cwd=tmp_path) == f"promptlint {promptlint.__version__}\n"
    read = run(bin_ / "python", "-c", "import promptlint; print([f.code for f in promptlint.lint('sad woman')])", cwd=tmp_path)
    assert read == f"{[finding.code for finding in promptlint.lint('sad woman')]}\n"
    assert "EMO103" in read
    place = run(bin_ / "python", "-c", "from promptlint import rules; print(*rules.__path__)", cwd=tmp_path).strip()
    assert Path(place).is_relative_to(home)
    (tmp_path / "prompt.txt").write_text("sad woman\n", encoding="utf-8")
    checked = subprocess.run([bin_ / "promptlint", "check", "prompt.txt"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert checked.returncode == 1, checked.stderr
    assert "EMO103" in checked.stdout

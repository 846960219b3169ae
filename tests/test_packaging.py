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


def run(*command: str | Path, cwd: Path) -> str:
    """The standard output of a command that must succeed."""
    finished = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=300)
    assert finished.returncode == 0, f"{command} gave {finished.returncode}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel made from the sdist of this checkout, as a release would make it."""
    target = tmp_path_factory.mktemp("dist")
    copy = tmp_path_factory.mktemp("source") / "promptlint"
    ignored = shutil.ignore_patterns(".*_cache", ".venv", ".git", ".hypothesis", "__pycache__", "dist", "build", "compiled.json")
    shutil.copytree(ROOT, copy, ignore=ignored)
    run(sys.executable, "-m", "build", "--outdir", target, copy, cwd=copy)
    return target


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel itself."""
    (found,) = built.glob("*.whl")
    return found


def shipped() -> set[str]:
    """What a wheel must hold of the folders: every file of the package, and the two rooms that lie beside it."""
    names = {"promptlint/grammar/compiled.json"}
    for folder, target in (("promptlint", "promptlint"), ("rules", "promptlint/rules"), ("grammar", "promptlint/grammar")):
        for path in (ROOT / folder).rglob("*"):
            half_written = path.name.startswith("compiled.json.")  # by another process of this checkout
            if path.is_file() and "__pycache__" not in path.parts and not half_written:
                names.add(f"{target}/{path.relative_to(ROOT / folder).as_posix()}")
    return names


def test_the_wheel_holds_the_folders_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
        metadata = archive.read(next(name for name in archive.namelist() if name.endswith("/METADATA"))).decode()
    assert len(names) == len(set(names))
    assert set(names) == shipped()
    assert {"promptlint/py.typed", "promptlint/grammar/compiled.json", "promptlint/grammar/prompt.lark"} <= set(names)
    assert any(name.startswith("promptlint/rules/") for name in names)
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

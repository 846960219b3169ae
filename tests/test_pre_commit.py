"""pre-commit, in a real git repository with a clone of this checkout as the hooks' repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pictures import png

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.slow

CLEAN = "old net mender laughing with a customer at her stall, AU6 cheek raise with AU12 lip corner pull, overcast morning light\n"
DIRTY = "portrait of a worried character\n"
FIXABLE = "old net mender at her stall, au12 lip corner pull, overcast morning light\n"
FIXED = "old net mender at her stall, AU12 lip corner pull, overcast morning light\n"


class Repository:
    """A git repository of prompts whose .pre-commit-config.yaml names one hook."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "--initial-branch", "main")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the repository."""
        return subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=300)

    def git(self, *arguments: str) -> str:
        """What a git command prints; it must succeed."""
        finished = self.run("git", *arguments)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout.strip()

    def write(self, name: str, text: str) -> Path:
        """Write and stage a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.git("add", "--", name)
        return path

    def hook(self, hook: str) -> tuple[int, str]:
        """Exit code and output of pre-commit for the staged files."""
        finished = self.run(sys.executable, "-m", "pre_commit", "run", hook)
        return finished.returncode, finished.stdout + finished.stderr


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Nobody's git settings, and a home of its own for the environments that pre-commit makes; shared, because making one takes time."""
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT_"))}
    for who in ("AUTHOR", "COMMITTER"):
        kept |= {f"GIT_{who}_NAME": "Tester", f"GIT_{who}_EMAIL": "tester@localhost"}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(home)}


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> tuple[str, str]:
    """(path, revision) of a repository that holds this checkout as it stands, uncommitted changes included."""
    repository = Repository(tmp_path_factory.mktemp("hooks") / "promptlint", environment)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (ROOT / name).is_file():
            target = repository.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "promptlint as it stands")
    return str(repository.folder), repository.git("rev-parse", "HEAD")


@pytest.fixture
def prompts(tmp_path: Path, environment: dict[str, str], hooks: tuple[str, str]) -> Repository:
    """A repository of prompts that uses all hooks."""
    path, revision = hooks
    repository = Repository(tmp_path / "prompts", environment)
    repository.write(
        ".pre-commit-config.yaml",
        f"repos:\n- repo: {path}\n  rev: {revision}\n  hooks:\n  - id: promptlint-check\n  - id: promptlint-fix\n"
        "  - id: promptlint-images\n",
    )
    return repository


def test_clean_prompts_pass(prompts: Repository) -> None:
    prompts.write("characters.txt", CLEAN)
    code, output = prompts.hook("promptlint-check")
    assert code == 0, output
    assert "Passed" in output


def test_findings_stop_the_commit_and_are_shown(prompts: Repository) -> None:
    path = prompts.write("characters.txt", CLEAN + DIRTY)
    code, output = prompts.hook("promptlint-check")
    assert code == 1, output
    assert "characters.txt:2:" in output
    assert "EMO103" in output
    assert "\x1b[" not in output
    assert path.read_text(encoding="utf-8") == CLEAN + DIRTY


def test_files_without_prompts_are_left_alone(prompts: Repository) -> None:
    prompts.write("notes.rst", DIRTY)
    prompts.write("tool.py", f"# {DIRTY}")
    prompts.write("promptlint.toml", 'exclude = ["old/"]\n')
    prompts.write("old/characters.txt", DIRTY)
    prompts.write("characters.txt", CLEAN)
    code, output = prompts.hook("promptlint-check")
    assert code == 0, output


def test_a_wrong_configuration_says_so(prompts: Repository) -> None:
    prompts.write("promptlint.toml", 'presett = "strict"\n')
    prompts.write("characters.txt", CLEAN)
    code, output = prompts.hook("promptlint-check")
    assert code == 1, output
    assert "exit code: 2" in output
    assert "promptlint.toml:1" in output


def test_the_fix_hook_writes_and_stops_the_commit_once(prompts: Repository) -> None:
    path = prompts.write("characters.txt", FIXABLE)
    code, output = prompts.hook("promptlint-fix")
    assert code == 1, output
    assert "files were modified by this hook" in output
    assert path.read_text(encoding="utf-8") == FIXED
    prompts.git("add", "characters.txt")
    code, output = prompts.hook("promptlint-fix")
    assert code == 0, output


def test_the_fix_hook_leaves_what_changes_the_picture(prompts: Repository) -> None:
    path = prompts.write("characters.txt", DIRTY)
    code, output = prompts.hook("promptlint-fix")
    assert code == 1, output
    assert "EMO103" in output
    assert path.read_text(encoding="utf-8") == DIRTY


def test_the_hook_for_pictures_reads_what_they_were_made_from(prompts: Repository) -> None:
    prompts.write("characters.txt", DIRTY)
    prompts.folder.joinpath("worried.png").write_bytes(png(parameters=DIRTY))
    prompts.git("add", "worried.png")
    code, output = prompts.hook("promptlint-images")
    assert code == 1, output
    assert "worried.png:1:" in output
    assert "characters.txt" not in output
    code, output = prompts.hook("promptlint-check")
    assert "worried.png" not in output


def test_a_commit_is_stopped(prompts: Repository) -> None:
    """Not only ``pre-commit run``: what git itself does once the hook is installed."""
    installed = prompts.run(sys.executable, "-m", "pre_commit", "install")
    assert installed.returncode == 0, installed.stderr
    prompts.write("characters.txt", DIRTY)
    stopped = prompts.run("git", "commit", "--message", "Add a character")
    assert stopped.returncode == 1
    assert "EMO103" in stopped.stdout + stopped.stderr
    prompts.write("characters.txt", CLEAN)
    prompts.git("commit", "--message", "Add a character")

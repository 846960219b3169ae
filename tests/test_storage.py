"""What writing a file promises: at every moment the old file or the new one, whatever happens, and nothing of anybody else's is lost."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from promptlint import storage
from promptlint.storage import WriteError, replace_file

ROOT = str(Path(__file__).resolve().parents[1])
OLD, NEW = b"old " * 50_000, b"new!" * 70_000

#: Writes the two texts in turn for as long as it lives, and says when it has begun.
WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from promptlint.storage import replace_file
path, texts = sys.argv[2], (b"old " * 50_000, b"new!" * 70_000)
print("begun", flush=True)
while True:
    for before, after in (texts, texts[::-1]):
        replace_file(path, after, expected=before)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "prompts.txt"
    path.write_bytes(OLD)
    return path


def left_over(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir() if path != file)


def stopped_at_random(file: Path, sign: signal.Signals, seed: int) -> int:
    """Let the writer run for a moment and stop it; its exit code. The file is whole then, and of one of the two texts."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, ROOT, str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"begun\n"
    time.sleep(random.Random(seed).random() * 0.05)
    process.send_signal(sign)
    process.stdout.close()
    code = process.wait(timeout=30)
    assert file.read_bytes() in (OLD, NEW)
    return code


@pytest.mark.slow
def test_killing_the_writer_at_any_moment_leaves_a_whole_file(file: Path) -> None:
    seen = set()
    for seed in range(60):
        file.write_bytes(OLD)
        assert stopped_at_random(file, signal.SIGKILL, seed) == -signal.SIGKILL
        seen.add(file.read_bytes())
        for name in left_over(file):  # what nobody was left to clear away
            assert name.startswith(".promptlint-")
            (file.parent / name).unlink()
    assert seen == {OLD, NEW}, "the kills did not fall between different writes"


@pytest.mark.slow
def test_an_interrupt_at_any_moment_leaves_a_whole_file_and_nothing_else(file: Path) -> None:
    for seed in range(60):
        file.write_bytes(OLD)
        assert stopped_at_random(file, signal.SIGINT, seed) in (-signal.SIGINT, 1, 130)
        assert left_over(file) == []


@pytest.mark.slow
def test_a_reader_never_sees_half_a_file(file: Path) -> None:
    torn: list[int] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            if (data := file.read_bytes()) not in (OLD, NEW):
                torn.append(len(data))

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(100):
        replace_file(str(file), NEW, expected=OLD)
        replace_file(str(file), OLD, expected=NEW)
    done.set()
    reader.join()
    assert torn == []


class FullDisk:
    """Stands for an open file on a disk that takes so many bytes more."""

    def __init__(self, file: object, room: int) -> None:
        self._file = file
        self._room = room

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *arguments: object) -> None:
        self._file.close()  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def write(self, data: bytes) -> int:
        self._file.write(data[: self._room])  # type: ignore[attr-defined]
        self._file.flush()  # type: ignore[attr-defined]
        if len(data) > self._room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(data)


@pytest.mark.parametrize("room", [0, 1, 100_000])
def test_a_disk_that_fills_up_while_writing(file: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    def opened(name: str, mode: str, **options: Any) -> object:
        handle = open(name, mode, **options)  # noqa: SIM115
        return FullDisk(handle, room) if "x" in mode else handle

    monkeypatch.setattr(storage, "open", opened, raising=False)
    with pytest.raises(WriteError, match=r"prompts\.txt: not written: No space left on device; the file is as it was"):
        replace_file(str(file), NEW, expected=OLD)
    assert file.read_bytes() == OLD
    assert left_over(file) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_refuses_when_it_is_asked_to_keep_what_was_written(file: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(storage.os, "fsync", refuse)
    with pytest.raises(WriteError, match="the file is as it was"):
        replace_file(str(file), NEW, expected=OLD)
    assert file.read_bytes() == OLD
    assert left_over(file) == []


def test_a_folder_that_takes_no_new_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(storage.os, "open", refuse)
    with pytest.raises(WriteError, match="Permission denied; the file is as it was"):
        replace_file(str(file), NEW, expected=OLD)
    assert file.read_bytes() == OLD


def test_the_order_of_the_steps(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new text is on the disk before it takes the old one's name, and the new name after that."""
    steps: list[str] = []

    def noted(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def step(*arguments: object, **options: object) -> object:
            where = arguments[0]
            kind = "folder" if isinstance(where, int) and stat.S_ISDIR(os.fstat(where).st_mode) else "file"
            steps.append(f"{name} {kind}")
            return real(*arguments, **options)

        return step

    for name in ("fsync", "replace"):
        monkeypatch.setattr(storage.os, name, noted(name))
    replace_file(str(file), NEW, expected=OLD)
    assert steps == ["fsync file", "replace file", "fsync folder"]


def test_a_change_up_to_the_last_moment_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves the file while the new text is on its way to the disk."""
    real = os.fsync

    def meanwhile(handle: int) -> None:
        real(handle)
        file.write_bytes(b"saved by an editor\n")

    monkeypatch.setattr(storage.os, "fsync", meanwhile)
    with pytest.raises(WriteError, match="has changed since it was read; run promptlint again"):
        replace_file(str(file), NEW, expected=OLD)
    assert file.read_bytes() == b"saved by an editor\n"
    assert left_over(file) == []


def test_links_modes_and_the_folder_of_the_new_file(tmp_path: Path) -> None:
    """Through two links into another folder: both stay links, and the new file is made where the old one lies."""
    kept = tmp_path / "kept"
    kept.mkdir()
    target = kept / "x.txt"
    target.write_bytes(OLD)
    target.chmod(0o604)
    (tmp_path / "near.txt").symlink_to(target)
    (tmp_path / "far.txt").symlink_to("near.txt")
    tmp_path.chmod(0o500)  # nothing can be made beside the links
    try:
        replace_file(str(tmp_path / "far.txt"), NEW, expected=OLD)
    finally:
        tmp_path.chmod(0o700)
    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == 0o604
    assert (tmp_path / "far.txt").is_symlink()
    assert (tmp_path / "near.txt").is_symlink()
    assert [path.name for path in kept.iterdir()] == ["x.txt"]


def test_the_unfinished_file_is_nobody_elses_to_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A private prompt stays private while it is being written."""
    file.chmod(0o600)
    modes = []
    real = os.fsync

    def look(handle: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(storage.os, "fsync", look)
    replace_file(str(file), NEW, expected=OLD)
    assert modes[0] == 0o600

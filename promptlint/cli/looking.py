"""Files as they are read, without judging them: for the commands that show what promptlint sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from promptlint.checker import FileReport, open_source
from promptlint.cli.console import standard_input
from promptlint.sources.walk import find_files

if TYPE_CHECKING:
    from promptlint.cli.overrides import FileSettings
    from promptlint.settings import Settings
    from promptlint.sources import SourceFile


class Looked:
    """A file: its settings, and either how it was read, or why it was left alone (skipped) or could not be read (failed)."""

    __slots__ = ("failed", "path", "settings", "skipped", "source")

    def __init__(
        self, path: str, settings: Settings, source: SourceFile | None, *, skipped: str | None = None, failed: str | None = None
    ) -> None:
        self.path = path
        self.settings = settings
        self.source = source
        self.skipped = skipped
        self.failed = failed


def look(paths: Iterable[str], settings: FileSettings, *, force_exclude: bool = False) -> Iterator[Looked]:
    """Every file named or below a folder named, in order; excluded files below a folder are passed over in silence. - is standard input."""

    def excludes(path: str, is_folder: bool) -> bool:
        return settings.of_file(path).excludes(path, folder=is_folder)

    for path in paths:
        if path == "-":
            yield _opened(path, settings.main, standard_input())
            continue
        for found, named, problem in find_files([path], excludes=excludes, respect_gitignore=settings.main.respect_gitignore):
            here = settings.of_file(found)
            if problem is not None:
                yield Looked(found, here, None, failed=problem)
            elif named and force_exclude and here.excludes(found):
                yield Looked(found, here, None, skipped="exclude covers it")
            elif here.reading(found) is None:
                yield Looked(found, here, None, skipped="nothing says how such a file is read")
            elif not named and here.reading(found, named=False) is None:
                yield Looked(found, here, None, skipped="a picture is read where it is named itself, or an [[extract]] maps it")
            else:
                yield _opened(found, here, None)


def _opened(path: str, settings: Settings, data: bytes | None) -> Looked:
    opened = open_source(path, settings, data)
    if isinstance(opened, FileReport):
        return Looked(path, settings, None, skipped=opened.skipped, failed=opened.failed)
    return Looked(path, settings, opened[0])

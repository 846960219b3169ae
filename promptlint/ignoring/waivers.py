"""``[[ignore]]`` in the configuration: for findings in files that cannot say themselves that they are taken back."""

from __future__ import annotations

import json
import os.path
from collections.abc import Iterable

from promptlint.config import ConfigError
from promptlint.ignoring.wishes import Said, Wishes, codes_of
from promptlint.selection import Waiver
from promptlint.settings import Settings
from promptlint.sources import SourceFile
from promptlint.sources.globs import literal, relative_path
from promptlint.storage import WriteError, create_file, replace_file

#: The file that is made where there is no configuration yet.
NEW = "promptlint.toml"
#: More places than this of one file are not listed one by one: what is said of all of them holds for the file.
MOST_LISTED = 50


def waivers_for(source: SourceFile, wishes: Wishes, said: Said, settings: Settings) -> list[Waiver]:
    """The entries that take these findings back, one for each place that has a name of its own."""
    path = literal(relative_path(source.path, settings.root))
    by_place: dict[str, set[str]] = {}
    for number, findings in wishes.items():
        by_place.setdefault(source.found[number].place, set()).update(codes_of(findings))
    return [Waiver(path, place or None, tuple(sorted(codes)), said.reason, said.expires, "") for place, codes in by_place.items()]


def why_not(path: str, settings: Settings, *, isolated: bool) -> str:
    """Why no [[ignore]] can be written for a file; "" where one can."""
    if isolated:
        return "it would take an [[ignore]] in the configuration, and --isolated keeps that away"
    full, root = os.path.abspath(path), os.path.abspath(settings.root)
    if not full.startswith(root if root.endswith(os.sep) else root + os.sep):
        return f"it would take an [[ignore]] in the configuration, but the file lies outside of {root}"
    if any("\ud800" <= character <= "\udfff" for character in path):
        return "it would take an [[ignore]] in the configuration, which cannot hold the name of this file"
    return ""


def write_waivers(settings: Settings, waivers: Iterable[Waiver], *, made: bool = False) -> str:
    """Add entries to the configuration that ``settings`` come from, or to a new one in the working folder; the path that was written.

    made: the new one was made by a call before this one. Raises WriteError, also where the configuration would not be read with them as it
    is meant; it is as it was then.
    """
    path = settings.path or (NEW if made else None)
    listed = _together(waivers)
    before = b""
    if path is not None:
        with open(path, "rb") as file:
            before = file.read()
    prefix = "tool.promptlint.ignore" if os.path.basename(path or NEW) == "pyproject.toml" else "ignore"
    data = with_entries(path or NEW, before, listed, prefix, settings)
    if path is None:
        create_file(NEW, data)
        return NEW
    replace_file(path, data, expected=before)
    return path


def with_entries(path: str, before: bytes, waivers: list[Waiver], table: str, settings: Settings) -> bytes:
    """A configuration file's bytes with the entries at its end. Raises WriteError where it would not read as it is meant then."""
    newline = "\r\n" if b"\r\n" in before else "\n"
    tidy = before if not before or before.endswith(b"\n") else before + newline.encode()
    entries = [newline.join([f"[[{table}]]", *_rows(waiver), ""]) for waiver in waivers]
    data = tidy + (newline if tidy else "").encode() + newline.join(entries).encode()
    new, old = _read(path, data), _read(path, before) if before else ()
    if settings.waivers and not old:
        raise WriteError(f"{path}: not written: it extends a file whose [[ignore]] its own would replace; write them there by hand")
    if new[: len(old)] != old or [waiver._replace(origin="") for waiver in new[len(old) :]] != waivers:
        raise WriteError(f"{path}: not written: [[ignore]] cannot be added at its end; write ignore as tables, each headed [[{table}]]")
    return data


def _read(path: str, data: bytes) -> tuple[Waiver, ...]:
    """The entries of a configuration's bytes, without the lines that they stand in. Raises WriteError where it is none any more."""
    from promptlint.config import read_document
    from promptlint.settings_schema import read_settings

    try:
        said: tuple[Waiver, ...] = read_settings(read_document(path, data)).get("waivers", ())
    except ConfigError as error:
        raise WriteError(f"{path}: not written: with an [[ignore]] added it cannot be read: {error.message}") from None
    return tuple(waiver._replace(origin="") for waiver in said)


def _together(waivers: Iterable[Waiver]) -> list[Waiver]:
    """The entries, those of a file with more than MOST_LISTED places as one for the whole file."""
    by_path: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        by_path.setdefault(waiver.path, []).append(waiver)
    listed = []
    for some in by_path.values():
        if len(some) > MOST_LISTED:
            codes = sorted({code for waiver in some for code in waiver.codes})
            some = [some[0]._replace(key=None, codes=tuple(codes))]
        listed += some
    return listed


def _rows(waiver: Waiver) -> list[str]:
    codes = ", ".join(map(_string, waiver.codes))
    rows = [f"path = {_string(waiver.path)}"]
    rows += [f"key = {_string(waiver.key)}"] if waiver.key is not None else []
    rows.append(f"code = {codes}" if len(waiver.codes) == 1 else f"code = [{codes}]")
    rows += [f"reason = {_string(waiver.reason)}"] if waiver.reason else []
    rows += [f"expires = {waiver.expires}"] if waiver.expires else []
    return rows


def _string(text: str) -> str:
    """A text as TOML has it in double quotes; JSON's escapes are TOML's, but for one character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")

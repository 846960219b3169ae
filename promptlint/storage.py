"""Replacing a file's bytes so that at every moment there is either the old file or the new one."""

from __future__ import annotations

import contextlib
import os
import stat


class WriteError(OSError):
    """A file that could not be written; the message names it, why, and the way out. The file is as it was."""


def replace_file(path: str, data: bytes, *, expected: bytes) -> None:
    """Put data in the place of a file that holds ``expected``; a link is followed, and stays one. Raises WriteError.

    The data goes to a new file in the same folder, with the old one's mode, owner and extended attributes, and on to the disk (fsync);
    only then does it take the old one's name. Whatever happens before that leaves the old file as it is. Other hard links to the old
    file keep its old contents.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
        _refuse(path, target, status)
        # Named before it is made, so that an interrupt at any moment finds what to clear away.
        unfinished = os.path.join(os.path.dirname(target), f".promptlint-{os.urandom(8).hex()}")
        try:
            with open(unfinished, "xb", opener=_for_owner) as file:
                file.write(data)
                file.flush()
                _keep(status, target, file.fileno(), unfinished)
                os.fsync(file.fileno())
            with open(target, "rb") as file:
                if file.read() != expected:
                    raise WriteError(f"{path}: not written: the file has changed since it was read; run promptlint again")
            os.replace(unfinished, target)
        except FileExistsError:
            raise  # somebody else's, however unlikely
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(unfinished)
            raise
        _sync_folder(os.path.dirname(target))
    except WriteError:
        raise
    except FileNotFoundError:
        raise WriteError(f"{path}: not written: the file has gone since it was read") from None
    except OSError as error:
        raise WriteError(f"{path}: not written: {error.strerror or error}; the file is as it was") from None


def create_file(path: str, data: bytes) -> None:
    """Put data into a file that is not there yet. Raises WriteError, also where it is there by now."""
    try:
        with open(path, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise WriteError(f"{path}: not written: it is there by now; run promptlint again") from None
    except OSError as error:
        raise WriteError(f"{path}: not written: {error.strerror or error}") from None


def _for_owner(path: str, flags: int) -> int:
    """Opens a new file that nobody but its owner can read, until it gets the mode of the old one."""
    return os.open(path, flags, 0o600)


def _refuse(path: str, target: str, status: os.stat_result) -> None:
    """Raises WriteError for a file that its owner has set to be read only: renaming another over it would get round that."""
    if not stat.S_IMODE(status.st_mode) & 0o222 or not os.access(target, os.W_OK):
        raise WriteError(f"{path}: not written: the file is read-only; make it writable (chmod u+w) or leave it out")


def _keep(status: os.stat_result, target: str, handle: int, unfinished: str) -> None:
    """Give a new file the old one's mode, owner and extended attributes, as far as the system lets us."""
    if hasattr(os, "fchown") and (status.st_uid, status.st_gid) != (os.getuid(), os.getgid()):
        with contextlib.suppress(OSError):
            os.fchown(handle, status.st_uid, status.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(status.st_mode))
    else:
        os.chmod(unfinished, stat.S_IMODE(status.st_mode))
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(handle, name, os.getxattr(target, name))


def _sync_folder(folder: str) -> None:
    """Bring the new name to the disk as well; not every system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

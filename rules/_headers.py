"""What each rule's file says of it at its head, read without running it.

Compiled beside the language tables, so that a start imports only the rules that a prompt can concern: a rule is 0.3 ms, and there are
sixty.
"""

from __future__ import annotations

import ast
import json
import os
from typing import Any


def headers() -> list[dict[str, Any]]:
    """For each rule, sorted by code: code, name, severity, preset, mistake, scope, reads, and its options with their defaults.

    Source: the arguments of its ``@rule`` and the keyword-only parameters of the function below it; all of them literals. Raises ValueError
    for a file in which one is not, or that has no rule of its own name.
    """
    room = os.path.dirname(os.path.abspath(__file__))
    found = [_header(os.path.join(room, name)) for name in os.listdir(room) if name.endswith(".py") and not name.startswith("_")]
    return sorted(found, key=lambda header: str(header["code"]))


def write(path: str, found: list[dict[str, Any]]) -> None:
    """Write headers to a file in one step, as one line of JSON."""
    unfinished = f"{path}.{os.getpid()}"
    with open(unfinished, "w", encoding="utf-8", newline="\n") as file:
        json.dump(found, file, separators=(",", ":"))
    os.replace(unfinished, path)


def _header(path: str) -> dict[str, Any]:
    name = os.path.basename(path)[:-3]
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read(), path)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            for call in node.decorator_list:
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "rule":
                    return _of(node, call)
    raise ValueError(f"{path}: no function {name} under @rule(...); a rule's function is called as its file is")


def _of(function: ast.FunctionDef, call: ast.Call) -> dict[str, Any]:
    said = {keyword.arg: keyword.value for keyword in call.keywords}
    header = {
        "code": ast.literal_eval(call.args[0]),
        "name": function.name.replace("_", "-"),
        "severity": ast.literal_eval(said["severity"]),
        "preset": "recommended",
        "mistake": None,
        "scope": "prompt",
        "reads": (),
    }
    for name in ("preset", "mistake", "scope", "reads"):
        if name in said:
            header[name] = ast.literal_eval(said[name])
    header["options"] = {
        parameter.arg.replace("_", "-"): ast.literal_eval(default)
        for parameter, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)
        if default is not None
    }
    return header

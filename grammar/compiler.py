"""Compile the grammars and the vocabulary into ``grammar/compiled.json``, so that no run has to read Lark or CSV files.

Lark is the language's one definition: it reads the ``.lark`` files and computes the LALR tables; this module only writes them down in a
form that loads in a few milliseconds. ``python -m promptlint.grammar`` compiles; a checkout whose compiled file is older than its
sources compiles by itself, and a wheel carries a fresh one.
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from promptlint.grammar.spelling import spellings

ROOM = os.path.dirname(os.path.abspath(__file__))
GRAMMARS = ("markup", "prompt")
#: How many first letters name a block of the lexicon: 1,700 blocks, of which a prompt needs some forty.
BLOCK_LETTERS = 3
HEADER = ("phrase", "kind", "value", "features", "source")


class VocabularyError(ValueError):
    """A vocabulary file that cannot be used; the message names the file, the line and what is wrong."""


def lark_of(name: str) -> Any:
    """The Lark instance of ``grammar/NAME.lark``: LALR, fed with terminals made by promptlint's own lexer. Also the oracle of the tests."""
    from lark import Lark
    from lark.lexer import Lexer

    class ReadyMade(Lexer):
        def __init__(self, lexer_conf: object) -> None:
            pass

        def lex(self, data: Any, parser_state: Any = None) -> Any:
            return iter(data)

    with open(os.path.join(ROOM, f"{name}.lark"), encoding="utf-8") as file:
        return Lark(file.read(), parser="lalr", lexer=ReadyMade, start="start", maybe_placeholders=False)


def table(name: str) -> dict[str, Any]:
    """The LALR table of a grammar, as plain lists.

    states: for each state a map of symbol to number: n >= 0 goes to state n, n < 0 reduces by rule -n - 1.
    rules: [name of the action, number of symbols, name of the rule, places kept, places spliced in, whether one child stands for it].
    """
    parser = lark_of(name).parser.parser
    parse_table, rules = parser._parse_table, parser.parser_conf.rules
    number = {rule: place for place, rule in enumerate(rules)}
    # Lark numbers the states as its sets happen to be ordered; in the order in which they are reached, every build is the same file.
    steps = {state: sorted(actions.items()) for state, actions in parse_table.states.items()}
    order = dict.fromkeys([parse_table.start_states["start"]])
    waiting = list(order)
    for state in waiting:
        for _, (action, target) in steps[state]:
            if action.name == "Shift" and target not in order:
                order[target] = None
                waiting.append(target)
    place = {state: number for number, state in enumerate(order)}
    states = [
        {str(symbol): place[argument] if action.name == "Shift" else -1 - number[argument] for symbol, (action, argument) in steps[state]}
        for state in order
    ]
    return {
        "start": place[parse_table.start_states["start"]],
        "end": place[parse_table.end_states["start"]],
        "states": states,
        "rules": [
            [
                str(rule.alias or rule.origin.name),
                len(rule.expansion),
                str(rule.origin.name),
                [place for place, symbol in enumerate(rule.expansion) if not (symbol.is_term and symbol.filter_out)],
                [place for place, symbol in enumerate(rule.expansion) if not symbol.is_term and symbol.name.startswith("_")],
                bool(rule.options.expand1) and not rule.alias,
            ]
            for rule in rules
        ],
    }


def parse_features(text: str) -> dict[str, str]:
    """The ``features`` column as a dict: "pos=noun;needs=face" -> {"pos": "noun", "needs": "face"}."""
    return dict(pair.split("=", 1) for pair in text.split(";") if "=" in pair)


def read_vocabulary() -> list[dict[str, str]]:
    """Every row of ``vocabulary/*.csv``, files in order of name. Raises VocabularyError for a file that does not fit."""
    folder = os.path.join(ROOM, "vocabulary")
    rows: list[dict[str, str]] = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".csv"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != HEADER:
                raise VocabularyError(f"{name}:1: the header must be {','.join(HEADER)}")
            for row in reader:
                if None in row or None in row.values() or not row["phrase"] or not row["kind"]:
                    raise VocabularyError(f"{name}:{reader.line_num}: a row needs a phrase, a kind and {len(HEADER)} columns")
                rows.append(row)
    return rows


def lexicon(rows: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """The vocabulary, expanded, as the lexer wants it.

    entries: each distinct [kind, value, features]; sets: the combinations of entries that phrases have; blocks: by the first letters of
    the first word, "phrase|number of its set|phrase ...", so that a prompt loads only the blocks of its own words; emoticons: as
    written, in lower case, with their entries.
    """
    entries: dict[str, int] = {}
    roles: dict[str, list[int]] = {}
    emoticons: dict[str, list[int]] = {}
    for row in rows:
        features = parse_features(row["features"])
        kept = {name: value for name, value in features.items() if name != "plural"}
        entry = entries.setdefault(json.dumps([row["kind"], row["value"], kept], sort_keys=True), len(entries))
        several, singular = entry, set[str]()
        if "plural" in features:  # "warrior" is one person, "warriors" are many
            kept = {**kept, "number": features["plural"]}
            several = entries.setdefault(json.dumps([row["kind"], row["value"], kept], sort_keys=True), len(entries))
            singular = set(spellings(row["phrase"], {**features, "pos": ""}))
        if features.get("emoticon") == "yes":
            emoticons.setdefault(row["phrase"].lower(), []).append(entry)
            continue
        if row["kind"] == "emotion" and " " not in row["phrase"]:
            features["pos"] = features.get("pos", "").replace("noun", "")  # "surprises", "joys" and "wonders" are things that happen
        for phrase in spellings(row["phrase"], features):
            role = entry if several == entry or phrase in singular else several
            if phrase and role not in roles.setdefault(phrase, []):
                roles[phrase].append(role)
    sets: dict[tuple[int, ...], int] = {}
    blocks: dict[str, list[str]] = {}
    for phrase, numbers in sorted(roles.items()):
        block = blocks.setdefault(phrase.split(" ", 1)[0][:BLOCK_LETTERS], [])
        block += (phrase, str(sets.setdefault(tuple(numbers), len(sets))))
    return {
        "entries": [json.loads(entry) for entry in entries],
        "sets": list(map(list, sets)),
        "blocks": {letters: "|".join(block) for letters, block in blocks.items()},
        "emoticons": emoticons,
    }


def compile_all() -> dict[str, Any]:
    """The compiled tables: {"markup": table, "prompt": table, "lexicon": lexicon}."""
    compiled: dict[str, Any] = {name: table(name) for name in GRAMMARS}
    compiled["lexicon"] = lexicon(read_vocabulary())
    return compiled


def lines_of(compiled: Mapping[str, Any]) -> list[str]:
    """The compiled tables as they are stored: one JSON text a line, in the order of their names."""
    return [json.dumps(compiled[name], ensure_ascii=False, separators=(",", ":")) for name in sorted(compiled)]


def write(path: str) -> dict[str, Any]:
    """Compile, write the result to a file in one step (a reader sees the old file or the new one), and return it."""
    compiled = compile_all()
    unfinished = f"{path}.{os.getpid()}"
    with open(unfinished, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines_of(compiled))
    os.replace(unfinished, path)
    return compiled

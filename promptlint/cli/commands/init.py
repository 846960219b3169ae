"""``promptlint init``: a commented configuration to begin with."""

from __future__ import annotations

import os

import click

from promptlint.cli import CLEAN
from promptlint.cli.console import Console
from promptlint.text import visible

#: The name that is written, as ``config.NAMES`` has it first.
NAME = "promptlint.toml"

#: What is written: every setting with its default, so that the file changes nothing until somebody changes it.
TEMPLATE = """\
# promptlint: https://toml.io/ syntax. Every line that is commented out shows the default or an example.
# `promptlint config` tells what holds and where it was said, `promptlint show-files` which file is read how.

# Which rules run: recommended, strict or all; `promptlint rules` lists them.
preset = "recommended"

# The model that the prompts are for (token limits, markup that it ignores); any where they are for several.
# target = "sdxl"

# From which severity on the exit code is 1: error, warning, info or never.
fail-on = "warning"

# Files and folders to leave alone, in the manner of .gitignore.
exclude = []
respect-gitignore = true

[check]
# Rules to switch on or off: a code (EMO103), a name (bare-emotion), the first letters of codes (EMO) or ALL.
# select = ["FAC", "EMO103"]      # these and no others, whatever the preset
extend-select = []
ignore = []

# [check.severity]
# EMO103 = "info"

# [check.per-path]
# "drafts/**" = { ignore = ["EMO"] }

# [check.rules.EMO101]
# max-emotions = 2

# [vocabulary]
# extend = ["house-words.csv"]    # columns: phrase, kind, value
# remove = ["moody"]

# Findings to take back where a file has no comments: [[ignore]] with the path, and the place in it as `check` names it;
# `promptlint check --interactive` and `--add-ignore` write such entries.
# [[ignore]]
# path = "scenes/act1.json"
# key = "$.scenes[2].prompt"
# code = "EMO103"
# reason = "why"

# Which files are read how; the first entry that matches holds. With one [[extract]] the built-in ones no longer apply:
# *.txt and *.prompt as they look; JSON, YAML and TOML by the usual keys, CSV and TSV by the usual columns; Markdown by its labelled blocks,
# programs by the literals that a comment marks.
# [[extract]]
# files = ["prompts/**/*.txt"]
# as = "lines"                    # or auto, paragraphs, whole-file, keys, columns, fences, literals, wildcards,
#                                 # infotext, dream-factory, image-metadata
#
# [[extract]]
# files = ["scenes/**/*.json"]
# as = "keys"
# prompt = ["$.scenes[*].prompt"]
# negative = ["$.scenes[*].negative_prompt"]
"""


@click.command("init", short_help="Write a commented configuration to begin with.")
@click.argument("folder", default=".", metavar="[FOLDER]")
def command(folder: str) -> int:
    """Write a commented promptlint.toml into the working folder, or the one named. A file that is there already is kept."""
    console = Console()
    path = os.path.normpath(os.path.join(folder, NAME))
    try:
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        raise click.ClickException(f"{path} is there already and was left as it is; `promptlint config` shows what it says") from None
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
    console.say(f"wrote {visible(path)}; `promptlint config` shows what it says")
    return CLEAN

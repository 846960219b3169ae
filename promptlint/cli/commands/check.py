"""``promptlint check``: lint files, folders or standard input, and fix them where asked. Its options; ``checking`` does the work."""

from __future__ import annotations

import click

from promptlint.cli import options as shared
from promptlint.report import format_names
from promptlint.rule import PRESETS
from promptlint.settings import FAIL_LEVELS, TARGETS

#: The sections of ``--help`` and the options in each; what is in none comes last.
SECTIONS = {
    "Rules": ("select", "extend_select", "ignore", "per_file_ignores", "preset", "severity", "target"),
    "Fixing": ("fix", "unsafe_fixes", "diff", "fix_only", "interactive", "show_fixes"),
    "Taking back": ("add_ignore", "no_ignores"),
    "Output": ("output_format", "output_file", "statistics", "quiet", "verbose", "color", "no_progress"),
    "Exit code": ("fail_on", "exit_zero", "max_warnings", "exit_non_zero_on_fix"),
    "Files": ("stdin_filename", "exclude", "force_exclude", "no_respect_gitignore", "config", "isolated"),
}


class Check(click.Command):
    """The command, with its many options in sections."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; ``--add-ignore`` has a value only behind an equals sign, so that it never swallows a path."""
        end = args.index("--") if "--" in args else len(args)
        words = ["--add-ignore=" if word == "--add-ignore" else word for word in args[:end]]
        return super().parse_args(ctx, words + args[end:])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options into the help, a section each."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        by_name = {str(option.name): record for option in options if (record := option.get_help_record(ctx))}
        sections = {title: [by_name.pop(name) for name in names] for title, names in SECTIONS.items()}
        for title, rows in (*sections.items(), ("Options", list(by_name.values()))):
            with formatter.section(title):
                formatter.write_dl(rows)


@click.command("check", cls=Check, short_help="Lint prompts in files, folders or standard input.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--select", multiple=True, callback=shared.words, metavar="RULES", help="Run these rules and no others.")
@click.option("--extend-select", multiple=True, callback=shared.words, metavar="RULES", help="Run these rules as well.")
@click.option("--ignore", multiple=True, callback=shared.words, metavar="RULES", help="Do not run these rules.")
@click.option("--per-file-ignores", multiple=True, metavar="GLOB:RULES", help="Do not run these rules on files that match. Repeatable.")
@click.option("--preset", type=click.Choice(PRESETS), help="Start from this set of rules.  [default: recommended]")
@click.option("--severity", multiple=True, callback=shared.words, metavar="RULES=LEVEL", help="Make rules error, warning or info.")
@click.option("--target", metavar="MODEL", help=f"The model that the prompts are for: {', '.join(TARGETS)}, or any.")
@click.option("--fix", is_flag=True, help="Write safe fixes into the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that change the picture.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, write nothing; exit code 1 if there is anything.")
@click.option("--fix-only", is_flag=True, help="Fix, and do not report what is left.")
@click.option("--interactive", is_flag=True, help="Show each finding that has a way out, and ask which to take.")
@click.option("--show-fixes", is_flag=True, help="List what was fixed, or with --diff would be, by file and rule.")
@click.option(
    "--add-ignore",
    metavar="[=REASON]",
    help="Write what takes all findings back: comments, keys or columns named promptlint, or [[ignore]]. With expires=2027-01-31 in REASON"
    " it ends on that day.",
)
@click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit code 1 if a file was changed, even if nothing is left.")
@click.option("--no-ignores", is_flag=True, help="Report also what is taken back in the files and the configuration.")
@click.option("--output-format", type=click.Choice(format_names()), help="How findings are shown.  [default: full]")
@click.option("--output-file", multiple=True, metavar="FORMAT:PATH", help="Write the findings also to a file in this format. Repeatable.")
@click.option("--statistics", is_flag=True, help="Show how often each rule spoke instead of the findings.")
@click.option("-q", "--quiet", is_flag=True, help="Findings and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Tell also which files were left alone, and why.")
@shared.color
@click.option("--no-progress", is_flag=True, help="Show no progress on a terminal.")
@click.option("--fail-on", type=click.Choice(FAIL_LEVELS), help="Exit code 1 from this severity on.  [default: warning]")
@click.option("--exit-zero", is_flag=True, help="Exit code 0 although there are findings.")
@click.option("--max-warnings", type=click.IntRange(min=0), metavar="N", help="So many warnings do not make the exit code 1.")
@click.option("--stdin-filename", metavar="PATH", help="Treat standard input as a file of this name.")
@shared.finding_files
@shared.configuration
def command(paths: tuple[str, ...], **given: object) -> int:
    """Lint prompts in files and folders, or from standard input (PATH is -); without a PATH in the working folder.

    RULES are codes (EMO103), names (bare-emotion), the first letters of codes (EMO) or ALL, with commas between them.
    """
    from promptlint.cli.checking import Checking

    return Checking(paths or (".",), shared.Given(given)).run()

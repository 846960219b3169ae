"""What a start costs: CPU time of ``promptlint check`` on one prompt against ``python -I -c pass``, in turn, in one run.

usage: python bench/startup.py [RUNS]

Prints the median of the ratios, pair by pair; a shared machine slows both alike. Bytecode is written to a folder of its own first, as any
installed program has it. The aim is a ratio of at most 8.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile

AIM = 8.0


def cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    """User and system time of one whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratios(runs: int) -> list[float]:
    """The ratio of each pair of runs, after one of each that is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        prompt = os.path.join(folder, "prompt.txt")
        with open(prompt, "w", encoding="utf-8") as file:
            file.write("worried character\n")
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = os.path.join(folder, "bytecode")
        bare = [sys.executable, "-I", "-c", "pass"]
        check = [sys.executable, "-m", "promptlint", "check", "--isolated", prompt]
        for command in (bare, check):
            cpu_seconds(command, environment)
        return [cpu_seconds(check, environment) / cpu_seconds(bare, environment) for _ in range(runs)]


def main() -> int:
    """Measure, and say whether the aim is reached."""
    found = ratios(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
    median = statistics.median(found)
    print(f"check of one prompt costs {median:.2f} times python -I -c pass (from {min(found):.2f} to {max(found):.2f}); aim {AIM:g}")
    return median > AIM


if __name__ == "__main__":
    sys.exit(main())

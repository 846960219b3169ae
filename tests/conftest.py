"""What all tests share: hypothesis profiles, an environment without anybody's settings, slow tests last."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, so that a red build is about the change at hand. HYPOTHESIS_PROFILE=search looks for new ones.
PATIENT = [HealthCheck.too_slow]
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=100, database=None, suppress_health_check=PATIENT)
settings.register_profile("search", deadline=None, max_examples=5_000, suppress_health_check=PATIENT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

#: What changes the output of a command line tool, or of git and pre-commit, behind a test's back.
LEAKS = (
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLORTERM",
    "COLUMNS",
    "FORCE_COLOR",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_WORK_TREE",
    "GITHUB_ACTIONS",
    "LINES",
    "NO_COLOR",
    "PRE_COMMIT_COLOR",
    "PRE_COMMIT_FROM_REF",
    "PRE_COMMIT_TO_REF",
    "PYTHONWARNINGS",
    "SKIP",
)


@pytest.fixture(autouse=True)
def _scrubbed_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test meets a dumb, colourless terminal of 80 columns, whoever runs it (after zizmor's ``tests/integration/common.rs``)."""
    for name in LEAKS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests run last, so that a mistake shows early; otherwise the order stays."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)

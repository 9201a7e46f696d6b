"""What every test gets: a home of its own, and no silent warnings."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples every time, however slow the machine is: what a run finds depends on the
# tree alone. `--hypothesis-profile=default` looks for others.
settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files instead of comparing"
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Return three workers for two cores: many a test waits for a child, a disk or a timer."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return max(2, len(os.sched_getaffinity(0)) * 3 // 2)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep preferences, database and logs of a test away from the user's and each other."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("TAKEOFF_HOME", str(home))
    return home


class _Unexpected(logging.Handler):
    """Collects warnings that nobody expects; a test that does expect one uses caplog."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which our own code logs a warning that the test does not look at."""
    watcher = _Unexpected()
    loggers = [logging.getLogger(name) for name in ("assessor", "forms")]
    for logger in loggers:
        logger.addHandler(watcher)
    yield
    for logger in loggers:
        logger.removeHandler(watcher)
    if "caplog" not in request.fixturenames:
        assert not watcher.records, [record.getMessage() for record in watcher.records]

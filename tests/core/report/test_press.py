"""Children that wait to print: warm, watched, and gone when nobody needs them."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assessor.domain.assessment import Assessment
from assessor.domain.language import Language
from assessor.domain.paper import ReportKind, ReportOrder
from assessor.domain.problem import WorkProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast
from assessor.report import context, html, pdf, press, process, waiting, worker
from assessor.report.content import ReportContext
from assessor.report.press import Press
from assessor.report.process import JobState, RenderJob

FOR_EVER = 30
"""Seconds that nothing here takes, on however busy a machine."""


@pytest.fixture
def report(
    everything: Assessment, small: Questionnaire, forecasts: dict[str, Forecast]
) -> ReportContext:
    order = ReportOrder(kind=ReportKind.SPONSOR, language=Language.EN, day=date(2026, 11, 24))
    return context.build(everything, small, forecasts, order, "1.2.3")


@pytest.fixture
def own_press() -> Iterator[Press]:
    made = Press(worker.__name__)
    yield made
    made.close()


def offspring() -> set[int]:
    """Return the children of this process, zombies too."""
    told = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return {int(number) for number in told.split()}


def left_over(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("takeoff-report-*")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(process.tempfile, "tempdir", str(place))
    return place


def test_one_child_prints_all_and_its_bytes_are_those_of_a_cold_one(
    report: ReportContext, own_press: Press, folder: Path
) -> None:
    before = offspring()
    direct = pdf.render(html.render(report), html.assets(report), report.digest).data
    children = set()
    for _ in range(3):
        job = RenderJob(report, press=own_press)
        job.start()
        children |= offspring() - before
        assert job.wait() == direct
        assert (job.pages, job.tagged, job.page, job.progress) == (1, True, 0, 1)
    assert len(children) == 1
    assert left_over(folder) == []
    own_press.close()
    assert offspring() == before


def test_it_is_ready_before_it_is_needed(report: ReportContext, own_press: Press) -> None:
    before = offspring()
    own_press.warm()
    own_press.warm()
    (child,) = offspring() - before
    job = RenderJob(report, press=own_press)
    job.start()
    assert offspring() - before == {child}
    assert job.wait().startswith(b"%PDF")


def test_cancelling_waits_for_no_answer(
    report: ReportContext, own_press: Press, folder: Path
) -> None:
    before = offspring()
    for _ in range(2):
        job = RenderJob(report, press=own_press)
        job.start()
        while job.progress == 0:
            job.poll()
            time.sleep(0.01)
        (child,) = offspring() - before
        # A child that stands still answers nothing and heeds no request: it must be killed.
        os.kill(child, signal.SIGSTOP)
        began = time.monotonic()
        job.cancel()
        assert time.monotonic() - began < FOR_EVER
        assert job.state is JobState.CANCELLED
        assert left_over(folder) == []
        (fresh,) = offspring() - before
        assert fresh != child
    assert RenderJob(report, press=own_press).wait().startswith(b"%PDF")


def test_a_child_that_dies_is_told_and_replaced(
    report: ReportContext, own_press: Press, folder: Path
) -> None:
    before = offspring()
    job = RenderJob(report, press=own_press)
    job.start()
    (child,) = offspring() - before
    os.kill(child, signal.SIGSEGV)
    with pytest.raises(WorkProblem, match="signal 11"):
        job.wait()
    assert left_over(folder) == []
    assert RenderJob(report, press=own_press).wait().startswith(b"%PDF")


def test_a_child_that_died_while_it_waited_is_replaced(
    report: ReportContext, own_press: Press
) -> None:
    own_press.warm()
    (hand,) = own_press._waiting
    hand.process.kill()
    hand.process.wait()
    assert RenderJob(report, press=own_press).wait().startswith(b"%PDF")
    assert hand.process.stdin is not None
    assert hand.process.stdin.closed


def test_a_child_that_dies_at_the_order_is_replaced(
    report: ReportContext, own_press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, calls = press.Hand.order, []

    def fail_once(self: press.Hand, *arguments: object) -> None:
        calls.append(self)
        if len(calls) == 1:
            raise BrokenPipeError
        original(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(press.Hand, "order", fail_once)
    assert RenderJob(report, press=own_press).wait().startswith(b"%PDF")
    assert calls[0].process.poll() is not None


def test_limits_hold_for_each_order(report: ReportContext, own_press: Press, folder: Path) -> None:
    with pytest.raises(WorkProblem, match="memory"):
        RenderJob(report, press=own_press, megabytes=150).wait()
    with pytest.raises(WorkProblem, match="not ready after"):
        RenderJob(report, press=own_press, seconds=0.05).wait()
    assert RenderJob(report, press=own_press).wait().startswith(b"%PDF")
    assert left_over(folder) == []


def test_after_some_orders_a_child_is_replaced(
    report: ReportContext, own_press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "ORDERS", 2)
    before, children = offspring(), set()
    for _ in range(3):
        job = RenderJob(report, press=own_press)
        job.start()
        children |= offspring() - before
        job.wait()
    assert len(children) == 2
    assert len(offspring() - before) == 1


def test_a_press_that_is_forgotten_leaves_no_child(report: ReportContext) -> None:
    before = offspring()
    forgotten = Press(worker.__name__)
    forgotten.warm()
    assert len(offspring() - before) == 1
    del forgotten
    gc.collect()
    assert offspring() == before


def test_nobody_waits_at_a_closed_press(report: ReportContext) -> None:
    before = offspring()
    closed = Press(worker.__name__)
    job = RenderJob(report, press=closed)
    job.start()
    closed.close()
    closed.warm()
    assert job.wait().startswith(b"%PDF")
    assert offspring() == before


PARENT = """
import sys, time
from assessor.report import worker
from assessor.report.press import Press
press = Press(worker.__name__)
press.warm()
print(press._waiting[0].process.pid, flush=True)
time.sleep(60)
"""


def test_a_parent_that_is_killed_leaves_no_child() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
    for _ in range(200):
        if not Path(f"/proc/{child}").exists() or "Z" in _state(child):
            break
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists() or "Z" in _state(child)


def _state(child: int) -> str:
    try:
        return Path(f"/proc/{child}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except OSError:
        return "Z"


def test_what_goes_wrong_unforeseen_ends_the_child_with_its_words(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom assessor.report import waiting\n"
        "def main(arguments):\n    raise ValueError('the words')\n"
        f"sys.exit(waiting.run(main, lambda: None, ['{waiting.WAIT}']))"
    )
    line = f'["{tmp_path}", 2048, 60]\n'
    done = subprocess.run([sys.executable, "-c", code], input=line * 2, text=True, check=False)
    assert done.returncode == 1
    assert (tmp_path / waiting.ENDED).read_text(encoding="ascii") == "1"
    assert "ValueError: the words" in (tmp_path / waiting.ERRORS).read_text(encoding="utf-8")

"""Plans that are looked for in a child process."""

from __future__ import annotations

import time

import pytest

from assessor.domain.assessment import Answer, Assessment, Grade, Rated
from assessor.domain.problem import WorkProblem
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.plan import job as jobs
from assessor.scoring.plan.find import find
from assessor.scoring.plan.job import PlanJob, PlanState

BUNDLED = loader.bundled()
PRACTITIONER = beliefs.bundled("practitioner")
SECONDS = 60


def weak() -> Assessment:
    made = Assessment()
    for number, question in enumerate(loader.bundled().questions):
        rated = Rated(level=1 if number < 13 else 4, grade=Grade.SHOWN)
        made = made.with_answer(question.id, Answer(judgement=rated))
    return made


def ended(job: PlanJob) -> PlanState:
    end = time.monotonic() + SECONDS
    while job.poll() is PlanState.RUNNING and time.monotonic() < end:
        time.sleep(0.02)
    return job.state


def test_the_child_finds_the_same_plan() -> None:
    ruled_out = ("goal.idea.one_sentence",)
    job = PlanJob(weak(), BUNDLED, PRACTITIONER, ruled_out)
    job.start()
    assert ended(job) is PlanState.DONE
    expected = find(weak(), loader.bundled(), PRACTITIONER, without=ruled_out)
    assert job.result() == expected
    assert job.progress == 1


def test_a_search_can_be_stopped_at_once() -> None:
    job = PlanJob(weak(), BUNDLED, PRACTITIONER)
    job.start()
    job.cancel()
    assert job.poll() is PlanState.CANCELLED
    with pytest.raises(WorkProblem, match="stopped"):
        job.result()


def test_a_child_that_breaks_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "WORKER", "assessor.scoring.plan.no_such_module")
    job = PlanJob(weak(), BUNDLED, PRACTITIONER)
    job.start()
    assert ended(job) is PlanState.FAILED
    with pytest.raises(WorkProblem, match="broke off"):
        job.result()


def test_a_search_that_takes_too_long_is_ended() -> None:
    job = PlanJob(weak(), BUNDLED, PRACTITIONER, seconds=0.01)
    job.start()
    time.sleep(0.05)
    assert job.poll() is PlanState.FAILED
    with pytest.raises(WorkProblem, match="in time"):
        job.result()


def test_there_is_no_result_before_the_end() -> None:
    with pytest.raises(WorkProblem, match="not found yet"):
        PlanJob(weak(), BUNDLED, PRACTITIONER).result()

"""The study of the order of questions, small: the same code with fewer projects."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from assessor.domain.assessment import Assessment, Grade
from assessor.questionnaire import loader
from assessor.scoring import beliefs
from assessor.scoring.enquiry import ranked

Reached = Callable[[list, float], tuple[float, float]]

TOOLS = Path(__file__).resolve().parents[3] / "tools"


@pytest.fixture(scope="module")
def study() -> ModuleType:
    sys.path.insert(0, str(TOOLS))
    import enquiry_study

    sys.path.remove(str(TOOLS))
    return enquiry_study


@pytest.fixture(scope="module")
def found(study: ModuleType) -> dict:
    settings = [study.Setting(beliefs, Grade.PROVEN) for beliefs in study.SETS]
    walks = {s: [study.one(s, number) for number in range(16)] for s in settings}
    return {s: {order: [w[order] for w in walks[s]] for order in study.ORDERS} for s in settings}


@pytest.mark.parametrize("place", [0, 1], ids=["practitioner", "published"])
def test_the_proposed_order_narrows_the_range_faster(
    study: ModuleType, found: dict, place: int
) -> None:
    walks = list(found.values())[place]

    def area(order: str, reached: Reached, marks: Iterable[int]) -> float:
        return float(np.mean([reached(walks[order], mark)[0] for mark in marks]))

    for axis in study.AXES:
        marks = range(0, axis.marks[-1] + 1, 3)
        ours = area(axis.ours, axis.reached, marks)
        assert ours < area(study.READING, axis.reached, marks)
        assert ours < area(study.RANDOM, axis.reached, marks)


@pytest.mark.parametrize("place", [0, 1], ids=["practitioner", "published"])
def test_it_comes_near_the_final_risk_faster(study: ModuleType, found: dict, place: int) -> None:
    walks = list(found.values())[place]
    for order in (study.READING, study.RANDOM):
        for minutes in (30, 60, 90):
            ours = study.after_minutes(walks[study.PER_MINUTE], minutes)[1]
            assert ours < study.after_minutes(walks[order], minutes)[1]


def test_every_order_begins_and_ends_alike(found: dict) -> None:
    for walks in found.values():
        for several in zip(*walks.values(), strict=True):
            widths = {round(float(w.width[k]), 9) for w in several for k in (0, -1)}
            assert len(widths) == 2
            assert all(w.distance[-1] == 0 for w in several)
            assert all(w.minutes[-1] == several[0].minutes[-1] for w in several)


def test_the_study_asks_what_the_program_would_ask(study: ModuleType) -> None:
    setting = study.Setting("practitioner", Grade.SAID)
    from enquiry_walk import PER_MINUTE, choices

    from assessor.scoring.model import position

    choose = choices(setting, np.random.default_rng(1))[PER_MINUTE]
    row = choose(position(setting.tables, {}), range(len(setting.minutes)))
    proposed = ranked(Assessment(), loader.bundled(), beliefs.bundled("practitioner"), 1024)
    first = next(enquiry for enquiry in proposed if enquiry.grade is Grade.SAID)
    assert setting.tables.question_ids[row] == first.question


def test_true_levels_are_those_of_the_population(study: ModuleType) -> None:
    from enquiry_walk import true_levels

    setting = study.Setting("practitioner", Grade.PROVEN)
    levels = [true_levels(setting, np.random.default_rng(seed)) for seed in range(400)]
    shares = np.bincount(np.concatenate(levels), minlength=5) / (400 * len(levels[0]))
    population = beliefs.bundled("practitioner").population.levels
    assert shares == pytest.approx(population, abs=0.03)


def test_page_and_picture(study: ModuleType, found: dict) -> None:
    page = study.page(found, 16)
    assert "## Practitioner, proven" in page
    assert page.count("| width, ") == 2 * 2 * len(study.ORDERS)
    picture = ET.fromstring(study.enquiry_picture.draw(study._shown(found)))  # noqa: S314 - our own
    texts = ["".join(node.itertext()) for node in picture.iter() if node.tag.endswith("text")]
    assert set(study.ORDERS) <= set(texts)

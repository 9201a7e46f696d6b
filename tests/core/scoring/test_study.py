"""The study of learning, small: the same code with fewer practices and a fixed seed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import numpy as np
import pytest

TOOLS = Path(__file__).resolve().parents[3] / "tools"


@pytest.fixture(scope="module")
def study() -> Iterator[ModuleType]:
    sys.path.insert(0, str(TOOLS))
    import study

    sys.path.remove(str(TOOLS))
    yield study
    study.pool.cache_clear()


@pytest.fixture(scope="module")
def pool(study: ModuleType) -> object:
    return study.make_pool(np.random.default_rng(7), 150)


def lived(study: ModuleType, pool: object, world: object, practices: int) -> list:
    random = np.random.default_rng(11)
    plan = study.Plan(50, 40, study.practice())
    return [study.live(random, world, pool, plan) for _ in range(practices)]


def test_learning_helps_where_the_truth_differs(study: ModuleType, pool: object) -> None:
    figures = lived(study, pool, study.DIFFERS, 30)
    assert np.mean([f.gain > 0 for f in figures]) >= 0.65
    assert np.mean([f.gain for f in figures]) > 0.005
    assert np.mean([f.gain_over_base for f in figures]) > 0.005
    assert 0.7 <= np.mean([f.covered for f in figures]) <= 0.9
    assert np.mean([f.covered_before for f in figures]) < 0.75


def test_learning_costs_little_where_there_is_nothing_to_learn(
    study: ModuleType, pool: object
) -> None:
    figures = lived(study, pool, study.EQUAL, 30)
    assert -0.006 <= np.mean([f.gain for f in figures]) <= 0
    assert np.mean([f.covered for f in figures]) >= 0.75


def test_narrow_priors_are_the_doubts_of_the_set(study: ModuleType) -> None:
    narrow = study.narrow()
    assert (narrow.base_rate.sd, narrow.section.sd) == (0.52, 0.25)


def test_the_made_up_truth_is_the_forecast_on_average(study: ModuleType, pool: object) -> None:
    # With the set's own doubts, true risks average to the set's forecasts: the world and the
    # program use one formula.
    practice = sys.modules[study.live.__module__]
    random = np.random.default_rng(3)
    chosen = np.arange(len(pool.assessments))
    risks = [
        practice.true_risks(random, practice.make_truth(random, study.DOUBTED, pool), pool, chosen)
        for _ in range(400)
    ]
    assert np.mean(risks, axis=0) == pytest.approx(pool.unchanged[:, 0], abs=0.05)
    assert np.mean(risks) == pytest.approx(pool.unchanged[:, 0].mean(), abs=0.015)


def test_page_and_picture_show_the_figures(
    study: ModuleType, pool: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "FRESH", 10)
    monkeypatch.setattr(study, "pool", lambda: pool)
    runs = study.planned(2)
    found = study.sorted_out(runs, map(study.lived, runs))
    study.write(found, 2, tmp_path)
    page = (tmp_path / "study.md").read_text(encoding="utf-8")
    for world in study.WORLDS:
        mean = np.mean([f.gain for f in found[world, 50, False]])
        assert f"{mean:+.4f} ± " in page
    assert [line.split(" ")[1] for line in page.splitlines() if line[:3] in {"| 1", "| 2"}] == [
        "10",
        "20",
        "100",
        "200",
    ]
    picture = ET.parse(tmp_path / "study.svg").getroot()  # noqa: S314 - our own file
    dots = picture.findall("{http://www.w3.org/2000/svg}circle")
    assert len(dots) == 2 * len(study.WORLDS) + 2 * len(study.WORLDS)


def test_a_broken_promise_is_said(study: ModuleType) -> None:
    good = study.Figures(gain=0.01, gain_over_base=0.01, covered=0.8, covered_before=0.6)
    bad = study.Figures(gain=-0.01, gain_over_base=0.01, covered=0.9, covered_before=0.6)
    assert all(p.kept for p in study.promises({w: [good] for w in study.WORLDS}))
    assert not any(p.kept for p in study.promises({w: [bad] for w in study.WORLDS}))

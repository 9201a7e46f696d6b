"""The documentation is true: what it says is what the program does, to the last figure."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from math import exp
from pathlib import Path
from types import ModuleType

import pytest

from assessor.domain.language import Language
from assessor.language import Voice
from assessor.scoring.findings import Check, catalogue

PROJECT = Path(__file__).resolve().parents[3]
DOCS = PROJECT / "docs"


@pytest.fixture(scope="module")
def tools() -> Iterator[tuple[ModuleType, ModuleType]]:
    """Return the tools that write the pages."""
    sys.path.insert(0, str(PROJECT / "tools"))
    import findings_page
    import method_page

    yield method_page, findings_page
    sys.path.remove(str(PROJECT / "tools"))


def test_the_method_page_is_what_its_tool_writes(tools: tuple[ModuleType, ModuleType]) -> None:
    method, _ = tools
    written = method.page(method.read())
    assert (DOCS / "method.md").read_text(encoding="utf-8") == written


def test_by_hand_and_by_program_every_belief_is_the_same(
    tools: tuple[ModuleType, ModuleType],
) -> None:
    example = tools[0].read()
    tables = example.drawn.tables
    for row in example.by_hand.rows:
        place = tables.row[row.question]
        assert example.drawn.thetas[place] == pytest.approx(row.theta, abs=1e-12)
        assert tables.beliefs.swing(row.question) == pytest.approx(row.swing)
        expected = float(tables.contributions(place, example.drawn.thetas[place]).mean())
        # The draws of level and weight are crossed at random, hence a small difference.
        assert expected == pytest.approx(row.added, abs=0.01)


def test_by_hand_and_by_program_the_sum_is_the_same(tools: tuple[ModuleType, ModuleType]) -> None:
    example = tools[0].read()
    by_hand, drawn = example.by_hand, example.drawn
    assert float(drawn.log_odds.mean()) == pytest.approx(by_hand.log_odds, abs=0.01)
    mean, sd = example.forecast.risk.mean, float(drawn.log_odds.std())
    assert by_hand.chance < mean < 0.5
    # The approximation explains most of the difference and comes within half a point.
    assert by_hand.flattened(sd) == pytest.approx(mean, abs=0.005)


def test_a_calculator_gets_the_same_from_the_page() -> None:
    page = (DOCS / "method.md").read_text(encoding="utf-8").replace("−", "-")
    table = re.findall(r"\| \S+ \| ([\d.]+) × ([\d.]+) \| (\S+) \| \S+ \| (\S+) \| (\S+) \|", page)
    assert len(table) == 12
    for section, share, swing, centred, added in table:
        assert float(section) * float(share) == pytest.approx(float(swing), abs=5e-5)
        assert float(swing) * float(centred) == pytest.approx(float(added), abs=1e-4)
    z = re.search(r"z = ([-+. \d]+) = (-?[\d.]+)\.\n", page)
    assert z is not None
    terms = [float(term.replace(" ", "")) for term in re.findall(r"[-+]? ?[\d.]+", z[1])]
    assert sum(terms) == pytest.approx(float(z[2]), abs=3e-4)
    assert sum(float(row[-1]) for row in table) + terms[0] == pytest.approx(float(z[2]), abs=1e-3)
    told = re.search(r"\) × ([\d.]+) = \*\*([\d.]+)\*\*", page)
    assert told is not None
    assert 1 / (1 + exp(-float(z[2]))) == pytest.approx(float(told[1]), abs=1e-4)
    assert 0.05 + 0.9 * float(told[1]) == pytest.approx(float(told[2]), abs=1e-4)


def test_the_findings_page_is_what_its_tool_writes(tools: tuple[ModuleType, ModuleType]) -> None:
    assert (DOCS / "findings.md").read_text(encoding="utf-8") == tools[1].page()


@pytest.mark.parametrize("check", catalogue().findings, ids=lambda check: check.id)
def test_every_finding_is_published_with_basis_and_remedy_in_both_languages(check: Check) -> None:
    page = (DOCS / "findings.md").read_text(encoding="utf-8")
    _, found, entry = page.partition(f"\n## {check.id}\n")
    entry = entry.partition("\n## ")[0]
    assert found
    for source in check.source:
        assert source in entry
    for language in Language:
        for text in (check.title, check.sentence, check.matters, check.remedy):
            assert Voice(language).text(text) in entry

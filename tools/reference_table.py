"""Prints the reference table of the method beside what this program makes of it.

Ends with an error when a figure is more than three points off.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from assessor.domain.assessment import Answer, Assessment, Grade, Rated, Unknown
from assessor.domain.risk import Risk
from assessor.questionnaire import loader, strict_yaml
from assessor.scoring import beliefs
from assessor.scoring.forecast import forecast

TABLE = Path(__file__).parents[1] / "tests" / "core" / "scoring" / "reference_table.yaml"
TOLERANCE = 3
"""Points."""


def main() -> int:
    """Print one line per assessment and return 1 if a figure is too far off."""
    rows = strict_yaml.load(TABLE.read_text(encoding="utf-8"), TABLE.name)
    print(
        f"{'assessment':47}"
        + "".join(f"{b + ' (reference, here)':34}" for b in beliefs.bundled_ids())
    )
    worst = 0.0
    for row in rows:
        line = f"{row['name']:47}"
        for belief_id in beliefs.bundled_ids():
            here = _score(row["answers"], belief_id)
            worst = max(worst, _off(row[belief_id], here))
            line += f"{_reference(row[belief_id]):12}{_here(here):22}"
        print(line.rstrip())
    print(f"\nLargest difference: {worst:.1f} points (allowed: {TOLERANCE}).")
    return int(worst > TOLERANCE)


def _score(spec: Mapping[str, str], belief_id: str) -> Risk:
    questionnaire = loader.bundled()
    answers = {
        question.id: (_answer(words),)
        for question in questionnaire.questions
        if (words := spec.get(question.id, spec.get(question.section_id)))
    }
    return forecast(Assessment(answers=answers), questionnaire, beliefs.bundled(belief_id)).risk


def _answer(words: str) -> Answer:
    if words == "unknown":
        return Answer(judgement=Unknown())
    level, grade = words.split()
    return Answer(judgement=Rated(level=int(level), grade=Grade(grade)))


def _off(expected: Mapping[str, float], here: Risk) -> float:
    found = {"mean": here.mean, "low": here.low, "high": here.high}
    return max(abs(found[name] * 100 - value) for name, value in expected.items())


def _reference(figures: Mapping[str, float]) -> str:
    span = f" ({figures['low']}-{figures['high']})" if "low" in figures else ""
    return f"{figures['mean']}{span}"


def _here(risk: Risk) -> str:
    return f"{risk.mean * 100:.1f} ({risk.low * 100:.1f}-{risk.high * 100:.1f})"


if __name__ == "__main__":
    sys.exit(main())

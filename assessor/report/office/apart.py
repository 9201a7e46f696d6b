"""Where people disagree, as rows: what each role answered, how far apart, what the score takes."""

from __future__ import annotations

from assessor.domain.numbering import numbers
from assessor.language import names
from assessor.report.office.cells import Column, Kind, Sheet, Value
from assessor.report.parts.disagreement import ROLES, shared
from assessor.report.parts.material import Material


def disagreements(of: Material) -> Sheet | None:
    """Return the sheet, or None while no question has been answered by two roles."""
    found, say = of.advice.disagreement, of.voice.say
    if found is None or not shared(found):
        return None
    columns = (
        Column(say("Number"), 9),
        Column(say("Id"), 24),
        Column(say("Question"), 30),
        *(Column(names.role(of.voice, row.role), 14, Kind.ONE_DECIMAL) for row in found.rows),
        Column(say("On the whole"), 12, Kind.ONE_DECIMAL),
        Column(say("Spread"), 10, Kind.ONE_DECIMAL),
        Column(say("In the score"), 12, Kind.TWO_DECIMALS),
    )
    known = numbers(of.questionnaire)
    rows: list[tuple[Value, ...]] = []
    for place, question in enumerate(found.questions):
        levels = [row.levels[place] for row in found.rows]
        if sum(level is not None for level in levels) >= ROLES:
            rows.append(
                (
                    known.get(question),
                    question,
                    of.title(question),
                    *levels,
                    found.overall[place],
                    found.spread(place),
                    found.used[place],
                )
            )
    return Sheet(say("Where people disagree"), columns, tuple(rows))

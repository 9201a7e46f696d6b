"""Reads a table of published cases (CSV) and says, row by row, what cannot be read."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessor.domain.assessment import Answer, Assessment, Project
from assessor.domain.frozen import Frozen
from assessor.domain.language import message
from assessor.domain.problem import InputProblem, together
from assessor.questionnaire.complaints import shortened, unknown_key
from assessor.questionnaire.decode import decode
from assessor.scoring.case_mapping import CaseMapping, Fate

_DELIMITERS = ",;\t"
_NAME_LIMIT = 200


class Case(Frozen):
    """One published project as answers."""

    id: str
    name: str
    fate: Fate
    known: int
    """How many of the columns that become answers were not unknown."""
    assessment: Assessment


@dataclass(frozen=True)
class _Row:
    """One row of the table."""

    place: str
    cells: Mapping[str, str]

    def word(self, column: str) -> str:
        """Return the coded word of a column, small letters."""
        return self.cells[column].casefold()


def read(data: bytes, place: str, mapping: CaseMapping) -> tuple[Case, ...]:
    """Return the cases of a table; ``place`` is the file's name.

    Columns may be separated by commas, semicolons or tabs and stand in any order; others than the
    mapping's are ignored. Raises InputProblem with everything that is wrong, each with its line
    and column.
    """
    problems: list[InputProblem] = []
    rows = _rows(decode(data, place), place, mapping, problems)
    problems += _repeated(rows, mapping)
    cases = [_case(row, mapping, problems) for row in rows]
    if not rows and not problems:
        problems.append(
            InputProblem(
                "The table has no cases.", place=place, remedy="Add a row for each project."
            )
        )
    if problems:
        raise together(problems)
    return tuple(cases)


def _rows(
    text: str, place: str, mapping: CaseMapping, problems: list[InputProblem]
) -> tuple[_Row, ...]:
    """Return the rows with all their cells; incomplete ones are complained about and left out."""
    lines = _lines(text, place)
    _, header = next(lines)
    _refuse_header(header, f"{place}:1", mapping)
    rows = []
    for line, cells in lines:
        where = f"{place}:{line}"
        if len(cells) != len(header):
            problems.append(_wrong_length(len(cells), len(header), where))
        else:
            rows.append(_Row(where, dict(zip(header, cells, strict=True))))
    return tuple(rows)


def _lines(text: str, place: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which a row begins and its cells; empty rows are passed over."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begin, [cell.strip() for cell in cells]
            begin = reader.line_num + 1
    except csv.Error as error:
        raise InputProblem(
            "The table cannot be read from here on (%(reason)s).",
            place=f"{place}:{begin}",
            remedy="Look for a quotation mark that is not closed.",
            reason=error,
        ) from None


def _refuse_header(header: Sequence[str], place: str, mapping: CaseMapping) -> None:
    twice = [name for name, count in Counter(header).items() if count > 1 and name]
    missing = [name for name in mapping.needed if name not in header]
    problems = [
        InputProblem(
            "The column “%(column)s” stands there twice.",
            place=place,
            remedy="Remove one of them.",
            column=shortened(name),
        )
        for name in twice
    ]
    problems += [
        InputProblem(
            "The column “%(column)s” is missing.",
            place=place,
            remedy=_remedy_without(name, mapping),
            column=name,
            unknown=mapping.unknown,
        )
        for name in missing
    ]
    if problems:
        raise together(problems)


def _remedy_without(column: str, mapping: CaseMapping) -> str:
    if column in mapping.columns:
        return message("Add it; where nothing is known, write “%(unknown)s”.")
    return message("Add it; every row needs it filled in.")


def _wrong_length(found: int, wanted: int, place: str) -> InputProblem:
    return InputProblem(
        "The row has %(found)d cells, and the header has %(wanted)d.",
        place=place,
        remedy="Put text that holds the separator into quotation marks.",
        found=found,
        wanted=wanted,
    )


def _repeated(rows: Sequence[_Row], mapping: CaseMapping) -> Iterator[InputProblem]:
    seen: set[str] = set()
    for row in rows:
        case_id = row.cells[mapping.case_column]
        if not case_id or case_id in seen:
            yield InputProblem(
                "“%(case)s” in the column “%(column)s” does not name one case.",
                place=row.place,
                remedy="Give every case a name of its own.",
                case=shortened(case_id),
                column=mapping.case_column,
            )
        seen.add(case_id)


def _case(row: _Row, mapping: CaseMapping, problems: list[InputProblem]) -> Case:
    fate = _fate(row, mapping, problems)
    answers: dict[str, tuple[Answer, ...]] = {}
    for column, factor in mapping.columns.items():
        word = row.word(column)
        if word in {"", mapping.unknown}:
            continue
        if word not in factor.known_words:
            choices = (*factor.known_words, mapping.unknown)
            problems.append(_unknown_word(row, column, choices))
        elif factor.question:
            answers[factor.question] = (Answer(judgement=factor.answers[word]),)
    name = row.cells[mapping.name_column][:_NAME_LIMIT]
    return Case(
        id=row.cells[mapping.case_column],
        name=name,
        fate=fate,
        known=len(answers),
        assessment=Assessment(project=Project(client=name), answers=answers),
    )


def _fate(row: _Row, mapping: CaseMapping, problems: list[InputProblem]) -> Fate:
    outcome = mapping.outcome
    fate = outcome.words.get(row.word(outcome.column))
    if fate is None:
        problems.append(_unknown_word(row, outcome.column, tuple(outcome.words)))
        return Fate.MIXED
    return fate


def _unknown_word(row: _Row, column: str, choices: Sequence[str]) -> InputProblem:
    word = row.cells[column]
    nearest = unknown_key(word, choices, "").values.get("nearest")
    return InputProblem(
        "“%(word)s” in the column “%(column)s” is not known.",
        place=row.place,
        remedy="Did you mean “%(nearest)s”?" if nearest else "Use one of these: %(choices)s.",
        word=shortened(word),
        column=column,
        choices=", ".join(choices),
        nearest=nearest or "",
    )

"""Answers typed back from paper, one line each, at the speed of a keypad.

``3.4 2 p`` is level 2, proven, on question 3.4. A line is: the number, the level, the grade, and
whatever is to be noted. Several ways to write each lead to the same:

* the number with a point or a comma, or the question's id; then a space, ``=``, ``;`` or a tab;
* 0 to 4, or 9, ``u`` or ``?`` when nobody knows, or ``x`` when it does not apply (with a reason);
* 1, ``s`` or nothing for said, 2 or ``h`` for shown, 3 or ``p`` for proven, right behind the level
  or apart: ``3.4 23`` needs the keypad alone.

Letters are those printed on the form, in both languages; under the layout of the other language
the same keys do the same.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from assessor.domain.assessment import (
    NOTE_LIMIT,
    Answer,
    Assessment,
    Grade,
    Judgement,
    NotApplicable,
    Rated,
    Unknown,
)
from assessor.domain.frozen import Frozen
from assessor.domain.language import message
from assessor.domain.numbering import number_of, numbered
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import Questionnaire, Role

REASON_LIMIT = 2_000
SHOWN = 40
"""Letters of a wrong word that a complaint repeats."""

# Behind each Latin letter: the letter printed in Russian, then the same key's Russian letter.
GRADES = {
    **dict.fromkeys(("1", "s", "said", "с", "ы"), Grade.SAID),
    **dict.fromkeys(("2", "h", "shown", "п", "р"), Grade.SHOWN),
    **dict.fromkeys(("3", "p", "proven", "д", "з"), Grade.PROVEN),
}
KEYPAD_UNKNOWN = "9"
"""For keypads, which have no letters; no level is so high."""

UNKNOWN = frozenset({KEYPAD_UNKNOWN, "?", "u", "unknown", "н", "г"})
NOT_APPLICABLE = frozenset({"x", "na", "n/a", "х", "ч", "нп"})

_LINE = re.compile(
    r"(?P<number>\d{1,3}\s*[.,]\s*\d{1,3}|[a-z_]+\.[a-z_]+|[^\s=;:\t]+)\s*[=;:\t]?\s*(?P<rest>.*)",
    re.DOTALL,
)
_LEVEL = re.compile(
    r"(?P<level>[0-4])(?P<grade>[1-3]|[^\W\d_]+)?(?=[\s;,/]|$)\s*[;,/]?\s*(?P<rest>.*)", re.DOTALL
)
_NUMBERED = re.compile(r"\d{1,3}\s*[.,]\s*\d{1,3}")
_WITH_COMMAS = re.compile(r'\s*"?(\d{1,3}\.\d{1,3}|[a-z_]+\.[a-z_]+)"?\s*,')
_CELL_IN_QUOTES = re.compile(r'(^|[;\t,])"')
LEADING = 3
"""Fields of a CSV line before the note: the number, the level, the grade."""

PADDING = "; \t"
"""What empty columns of a table leave."""

_WORD = re.compile(r"(?P<word>[^\s;,]*)\s*[;,]?\s*(?P<rest>.*)", re.DOTALL)


class Entry(Frozen):
    """What one line says about one question."""

    question: str
    """The question's id."""
    number: str
    judgement: Judgement
    note: str = ""


def in_turn(line: str, number: str) -> str:
    """Return the line with the number that is next, where it says an answer and no number."""
    text = line.strip()
    if not text or not number or _NUMBERED.match(text):
        return line
    word = _WORD.fullmatch(text)
    bare = word is not None and word["word"].lower() in UNKNOWN | NOT_APPLICABLE
    return f"{number} {text}" if bare or _LEVEL.fullmatch(text) else line


def read_line(questionnaire: Questionnaire, line: str, place: str = "") -> Entry:
    """Return what a typed line says; InputProblem when it says nothing that can be recorded."""
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise InputProblem(
            "Nothing was typed.", place=place, remedy="Type a number and a level, such as 3.4 2."
        )
    question = numbered(questionnaire, found["number"])
    if question is None:
        raise InputProblem(
            "There is no question “%(number)s”.",
            place=place,
            remedy="The numbers stand on the paper, from 1.1 to %(last)s.",
            number=found["number"][:SHOWN],
            last=_last(questionnaire),
        )
    number = number_of(questionnaire, question.id)
    judgement, note = _judged(found["rest"].strip(), place, number)
    if isinstance(judgement, NotApplicable):
        _check_length(judgement.reason, REASON_LIMIT, place, number)
    _check_length(note, NOTE_LIMIT, place, number)
    return Entry(question=question.id, number=number, judgement=judgement, note=note)


def _check_length(text: str, limit: int, place: str, number: str) -> None:
    if len(text) > limit:
        raise InputProblem(
            "“%(key)s” is longer than %(limit)d characters.",
            place=place,
            remedy="Shorten it.",
            key=number,
            limit=limit,
        )


def _last(questionnaire: Questionnaire) -> str:
    asked = questionnaire.asked.questions
    return number_of(questionnaire, asked[-1].id) if asked else "1.1"


def _judged(text: str, place: str, number: str) -> tuple[Judgement, str]:
    """Return the judgement of what stands behind the number, and the note behind that."""
    word = _WORD.fullmatch(text)
    first = word["word"].lower() if word else ""
    rest = word["rest"].strip() if word else ""
    if first in UNKNOWN:
        is_column = text[len(first) :].lstrip(" ")[:1] in {";", "\t"}
        if is_column or first == KEYPAD_UNKNOWN:
            _refuse_grade(first, rest, place)
        return Unknown(), rest.lstrip(PADDING)
    if first in NOT_APPLICABLE:
        return NotApplicable.model_construct(reason=rest.lstrip(PADDING)), ""
    level = _LEVEL.fullmatch(text)
    if level is None:
        none = message("Nothing is answered to %(number)s.")
        wrong = message("“%(word)s” is no answer to %(number)s.")
        raise InputProblem(
            wrong if text else none,
            place=place,
            remedy="Type a level from 0 to 4, u if nobody knows, or x if it does not apply.",
            word=first[:SHOWN],
            number=number,
        )
    grade, note = _graded(level["grade"], level["rest"], place)
    return Rated(level=int(level["level"]), grade=grade), note


def _refuse_grade(word: str, rest: str, place: str) -> None:
    """Refuse an evidence grade where there can be none: what stands before it is a slip."""
    if re.split(r"[;\t]", rest)[0].strip().lower() in GRADES:
        raise InputProblem(
            "“%(word)s” says that nobody knows, and that has no evidence grade.",
            place=place,
            remedy="Type a level from 0 to 4 with its grade, or “%(word)s” alone.",
            word=word,
        )


def _graded(fused: str | None, rest: str, place: str) -> tuple[Grade, str]:
    """Return the grade, written right behind the level or apart from it, and the note."""
    if fused is not None:
        return _grade(fused, place), rest.strip()
    word = _WORD.fullmatch(rest)
    if word is None or not word["word"]:
        return Grade.SAID, word["rest"].strip() if word else ""
    return _grade(word["word"], place), word["rest"].strip()


def _grade(word: str, place: str) -> Grade:
    grade = GRADES.get(word.lower())
    if grade is None:
        raise InputProblem(
            "There is no evidence grade “%(grade)s”.",
            place=place,
            remedy="Type s, h or p for said, shown or proven; a note comes behind it.",
            grade=word[:SHOWN],
        )
    return grade


def rows(text: str) -> Iterator[tuple[int, str]]:
    """Yield every row of a text with the number of its line, from 1.

    A cell in quotes may go on over several lines, as a spreadsheet writes it; a space joins them.
    """
    lines = list(enumerate(text.splitlines(), start=1))
    while lines:
        number, row = lines.pop(0)
        if _leaves_open(row):
            closing = next((n for n, (_, line) in enumerate(lines) if line.count('"') % 2), None)
            if closing is not None:
                row = " ".join([row, *(line for _, line in lines[: closing + 1])])
                del lines[: closing + 1]
        yield number, row


def _leaves_open(row: str) -> bool:
    """Return whether a row ends within a cell in quotes."""
    return row.count('"') % 2 == 1 and _CELL_IN_QUOTES.search(row) is not None


def is_heading(row: str) -> bool:
    """Return whether the first row of a table names its columns: several words and no digit."""
    return any(sign in row for sign in ";\t,") and not any(sign.isdigit() for sign in row)


def unquoted(line: str) -> str:
    """Return a line of a CSV file with its fields between semicolons, out of their quotes.

    A comma parts fields only behind a number written with a point, or a question's id: elsewhere
    it may stand in the number itself. Columns that are empty to the end leave nothing.
    """
    return _fields(line).rstrip(PADDING + ",")


def _fields(line: str) -> str:
    if _WITH_COMMAS.match(line):
        fields = next(csv.reader([line]))
        note = ",".join(fields[LEADING:])
        return ";".join([*fields[:LEADING], *([note] if note else [])])
    between = next((sign for sign in ";\t," if f'{sign}"' in line), None)
    if between is None and not line.startswith('"'):
        return line
    return ";".join(next(csv.reader([line], delimiter=between or ";")))


def read_lines(questionnaire: Questionnaire, lines: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """Return what lines say, each a pair of its place and its text; blank and # lines say nothing.

    Raises InputProblem with everything that is wrong, also when a question comes twice.
    """
    entries: dict[str, Entry] = {}
    problems: list[InputProblem] = []
    for place, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            entry = read_line(questionnaire, line, place)
        except InputProblem as problem:
            problems.append(problem)
            continue
        if entry.question in entries:
            problems.append(_twice(entry, place))
        entries[entry.question] = entry
    if problems:
        raise together(problems)
    return tuple(entries.values())


def _twice(entry: Entry, place: str) -> InputProblem:
    return InputProblem(
        "Question %(number)s is answered twice.",
        place=place,
        remedy="Keep one of the two lines.",
        number=entry.number,
    )


def answered(assessment: Assessment, entry: Entry, role: Role | None, who: str) -> Answer:
    """Return the role's answer with what was typed; its evidence and what is not typed stay."""
    before = assessment.answer_to(entry.question, role)
    changes: dict[str, object] = {"judgement": entry.judgement}
    if who:
        changes["who"] = who
    if entry.note:
        changes["note"] = entry.note
    return before.model_copy(update=changes)


def apply(assessment: Assessment, entry: Entry, role: Role | None, who: str = "") -> Assessment:
    """Return the assessment with what was typed as the answer of a role (None: of all)."""
    return assessment.with_answer(entry.question, answered(assessment, entry, role, who))

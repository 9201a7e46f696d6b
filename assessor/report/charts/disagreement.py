"""Where people see the project differently: a map of questions by roles, level in each cell."""

from __future__ import annotations

from dataclasses import dataclass

from assessor.domain.disagreement import Disagreement, RoleLevels
from assessor.domain.picture import PAPER, Palette, Svg
from assessor.domain.questionnaire import LEVELS, Questionnaire, Role
from assessor.language import Voice, depth, explained, names
from assessor.report.charts.drawing import SEMI_BOLD, Drawing, contrast, label_width
from assessor.report.charts.letters import fit
from assessor.report.charts.profile import shade

MOST_ROWS = 14
"""Questions shown: those on which the answers lie farthest apart."""

LEAST_ANSWERS = 2
"""A question that one role alone answered shows no difference."""


@dataclass(frozen=True)
class _Row:
    question: str
    levels: tuple[float | None, ...]
    """Of each role, then the consultant's own, on the whole."""
    spread: float
    used: float | None


def disagreement(  # noqa: PLR0913 - the arguments of its siblings and a count
    found: Disagreement,
    questionnaire: Questionnaire,
    *,
    palette: Palette = PAPER,
    voice: Voice,
    width: float = 640,
    height: float | None = None,
    size: float = 13,
    most: int = MOST_ROWS,
) -> Svg:
    """Draw a row for each question that several roles answered, and a column for each role.

    A cell holds the level (the lower, the darker); columns of the two roles that differ most are
    marked. Questions with the widest spread stay when there are too many.
    """
    drawing = Drawing(palette, width, size)
    shown, left_out = _shown(found, most)
    grid = _Grid.of(drawing, found, voice)
    _draw_head(drawing, grid, found, voice)
    for place, row in enumerate(shown):
        top = grid.top + place * grid.high
        _draw_row(drawing, grid, top, row, questionnaire, voice)
        name = depth.question(voice, row.question, questionnaire)
        roles = (*(role.role for role in found.rows), None)
        given = [
            (role, level)
            for role, level in zip(roles, row.levels, strict=True)
            if level is not None
        ]
        sentence = explained.roles(voice, name, given, _far(voice, row), row.used)
        drawing.spot(0, top, width, grid.high, sentence, row.question)
    end = grid.top + len(shown) * grid.high
    _mark_pair(drawing, grid, found, end)
    end = _draw_foot(drawing, found, voice, end, left_out)
    return drawing.svg(max(height or 0, end), depth.disagreement(voice, found))


def _shown(found: Disagreement, most: int) -> tuple[list[_Row], int]:
    """Return the rows to draw in reading order, and how many there are besides."""
    rows = [
        _Row(question, found.levels(place), found.spread(place), found.used[place])
        for place, question in enumerate(found.questions)
    ]
    several = [
        row for row in rows if sum(level is not None for level in row.levels[:-1]) >= LEAST_ANSWERS
    ]
    widest = sorted(several, key=lambda row: -row.spread)[:most]
    return [row for row in several if row in widest], len(several) - len(widest)


@dataclass(frozen=True)
class _Grid:
    left: float
    top: float
    cell: float
    high: float
    whole: bool
    """Whether there is a column of what the consultant answered on the whole."""
    spread: float
    """Where the column of spreads ends."""
    used: float
    """Where the column ends of what the score takes."""

    @staticmethod
    def of(drawing: Drawing, found: Disagreement, voice: Voice) -> _Grid:
        whole = any(level is not None for level in found.overall)
        columns = max(len(found.rows), 1) + whole
        far, used = (
            label_width(drawing, words, drawing.small) + 10
            for words in (voice.say("Spread"), voice.say("In the score"))
        )
        left = drawing.width * 0.34
        cell = min((drawing.width - left - far - used) / columns, drawing.size * 3.4)
        top, end = drawing.size * 2.0, left + columns * cell + far
        return _Grid(left, top, cell, drawing.size * 2.1, whole, end, end + used)


def _draw_head(drawing: Drawing, grid: _Grid, found: Disagreement, voice: Voice) -> None:
    base = grid.top - drawing.size * 0.6
    pair = _pair(found)
    for place, row in enumerate(found.rows):
        weight = SEMI_BOLD if row.role in pair else 400
        middle = grid.left + (place + 0.5) * grid.cell
        mark = names.role_mark(voice, row.role)
        size = _fitting(drawing, mark, drawing.small, grid.cell)
        drawing.text(middle, base, mark, anchor="middle", size=size, weight=weight)
    muted, small = drawing.palette.muted, drawing.small
    if grid.whole:
        middle, mark = grid.left + (len(found.rows) + 0.5) * grid.cell, voice.say("All")
        size = _fitting(drawing, mark, small, grid.cell)
        drawing.text(middle, base, mark, anchor="middle", size=size, fill=muted)
    for end, words in ((grid.spread, voice.say("Spread")), (grid.used, voice.say("In the score"))):
        drawing.text(end, base, words, anchor="end", size=small, fill=muted)


def _draw_row(
    drawing: Drawing,
    grid: _Grid,
    top: float,
    row: _Row,
    questionnaire: Questionnaire,
    voice: Voice,
) -> None:
    base = top + grid.high / 2 + drawing.size * 0.3
    name = depth.question(voice, row.question, questionnaire)
    drawing.text(0, base, fit(name, grid.left - 8, drawing.size))
    for place, level in enumerate(row.levels if grid.whole else row.levels[:-1]):
        _draw_cell(drawing, grid.left + place * grid.cell, top, grid, level, voice)
    far = "–" if row.spread == 0 else _far(voice, row)
    drawing.text(grid.spread, base, far, anchor="end", size=drawing.small)
    used = depth.level(voice, row.used)
    drawing.text(grid.used, base, used, anchor="end", size=drawing.small, weight=SEMI_BOLD)


def _far(voice: Voice, row: _Row) -> str:
    return depth.level(voice, row.spread)


def _draw_cell(
    drawing: Drawing, x: float, top: float, grid: _Grid, level: float | None, voice: Voice
) -> None:
    palette, wide, high = drawing.palette, grid.cell - 4, grid.high - 4
    if level is None:
        drawing.rect(x + 2, top + 2, wide, high, fill="none", stroke=palette.muted)
        return
    fill = shade(palette, round(level))
    drawing.rect(x + 2, top + 2, wide, high, fill=fill, stroke=palette.raises)
    ink = max((palette.ink, palette.paper), key=lambda colour: contrast(colour, fill))
    text = depth.level(voice, level)
    base, size = top + grid.high / 2 + drawing.size * 0.34, _fitting(drawing, text, 0, wide)
    drawing.text(
        x + grid.cell / 2, base, text, anchor="middle", size=size, weight=SEMI_BOLD, fill=ink
    )


def _fitting(drawing: Drawing, text: str, size: float, room: float) -> float:
    """Return the letter size at which a text has room, the wanted one if it can be."""
    wanted = size or drawing.size
    return min(wanted, wanted * (room - 1) / label_width(drawing, text, wanted))


def _pair(found: Disagreement) -> tuple[Role, ...]:
    pair = found.farthest
    return (pair.one, pair.other) if pair and pair.difference > 0 else ()


def _mark_pair(drawing: Drawing, grid: _Grid, found: Disagreement, end: float) -> None:
    """Underline the columns of the two roles that differ most and join them."""
    pair = _pair(found)
    places = [place for place, row in enumerate(found.rows) if row.role in pair]
    if not places:
        return
    ends = [grid.left + (place + 0.5) * grid.cell for place in places]
    ink, low = drawing.palette.ink, end + 5
    for x in ends:
        drawing.line((x, end), (x, low), stroke=ink, thickness=2)
    drawing.line((ends[0], low), (ends[-1], low), stroke=ink, thickness=2)


def _draw_foot(
    drawing: Drawing, found: Disagreement, voice: Voice, end: float, left_out: int
) -> float:
    """Explain shades and letters, and count what is not shown."""
    lines = [
        voice.say(
            "0 is the worst level, in the strongest colour, %(best)d the best.", best=LEVELS - 1
        ),
        _roles_line(voice, found.rows),
    ]
    if any(level is not None for level in found.overall):
        lines.append(voice.say("All: the consultant's answer on the whole."))
    lines.append(voice.say("In the score: the average of all answers that name a level."))
    if left_out:
        lines.append(
            voice.say_many(
                "%(n)s more question, less disputed, is left out.",
                "%(n)s more questions, less disputed, are left out.",
                left_out,
            )
        )
    y = end + drawing.size * 2
    return y + drawing.lines(
        0,
        y,
        " ".join(lines),
        drawing.width,
        most=5,
        size=drawing.small,
        fill=drawing.palette.muted,
    )


def _roles_line(voice: Voice, rows: tuple[RoleLevels, ...]) -> str:
    told = [_told(voice, row.role) for row in rows]
    return voice.say("Roles: %(roles)s.", roles=", ".join(told))


def _told(voice: Voice, role: Role) -> str:
    mark, name = names.role_mark(voice, role), names.role(voice, role)
    return name if mark == name else voice.say("%(mark)s – %(name)s", mark=mark, name=name)

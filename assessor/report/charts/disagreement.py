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

    @property
    def spread(self) -> float:
        known = [level for level in self.levels if level is not None]
        return max(known) - min(known)


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
        given = [
            (role.role, level)
            for role, level in zip(found.rows, row.levels, strict=True)
            if level is not None
        ]
        sentence = explained.roles(voice, name, given, _far(voice, row))
        drawing.spot(0, top, width, grid.high, sentence, row.question)
    end = grid.top + len(shown) * grid.high
    _mark_pair(drawing, grid, found, end)
    end = _draw_foot(drawing, found, voice, end, left_out)
    return drawing.svg(max(height or 0, end), depth.disagreement(voice, found))


def _shown(found: Disagreement, most: int) -> tuple[list[_Row], int]:
    """Return the rows to draw in reading order, and how many there are besides."""
    rows = [
        _Row(question, tuple(role.levels[place] for role in found.rows))
        for place, question in enumerate(found.questions)
    ]
    several = [
        row for row in rows if sum(level is not None for level in row.levels) >= LEAST_ANSWERS
    ]
    widest = sorted(several, key=lambda row: -row.spread)[:most]
    return [row for row in several if row in widest], len(several) - len(widest)


@dataclass(frozen=True)
class _Grid:
    left: float
    top: float
    cell: float
    high: float
    spread: float
    """Where the column of spreads ends."""

    @staticmethod
    def of(drawing: Drawing, found: Disagreement, voice: Voice) -> _Grid:
        columns = max(len(found.rows), 1)
        far = label_width(drawing, voice.say("Spread"), drawing.small) + 10
        left = drawing.width * 0.34
        cell = min((drawing.width - left - far) / columns, drawing.size * 3.4)
        top = drawing.size * 2.0
        return _Grid(left, top, cell, drawing.size * 2.1, left + columns * cell + far)


def _draw_head(drawing: Drawing, grid: _Grid, found: Disagreement, voice: Voice) -> None:
    base = grid.top - drawing.size * 0.6
    pair = _pair(found)
    for place, row in enumerate(found.rows):
        weight = SEMI_BOLD if row.role in pair else 400
        middle = grid.left + (place + 0.5) * grid.cell
        mark = names.role_mark(voice, row.role)
        size = _fitting(drawing, mark, drawing.small, grid.cell)
        drawing.text(middle, base, mark, anchor="middle", size=size, weight=weight)
    far = voice.say("Spread")
    palette = drawing.palette
    drawing.text(grid.spread, base, far, anchor="end", size=drawing.small, fill=palette.muted)


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
    for place, level in enumerate(row.levels):
        _draw_cell(drawing, grid.left + place * grid.cell, top, grid, level)
    far = "–" if row.spread == 0 else _far(voice, row)
    drawing.text(grid.spread, base, far, anchor="end", size=drawing.small)


def _far(voice: Voice, row: _Row) -> str:
    return voice.number(row.spread, int(row.spread % 1 > 0))


def _draw_cell(drawing: Drawing, x: float, top: float, grid: _Grid, level: float | None) -> None:
    palette, wide, high = drawing.palette, grid.cell - 4, grid.high - 4
    if level is None:
        drawing.rect(x + 2, top + 2, wide, high, fill="none", stroke=palette.grid)
        return
    fill = shade(palette, round(level))
    drawing.rect(x + 2, top + 2, wide, high, fill=fill, stroke=palette.raises)
    ink = max((palette.ink, palette.paper), key=lambda colour: contrast(colour, fill))
    text = f"{level:.0f}" if level == int(level) else f"{level:.1f}"
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
        voice.say("0 is the worst level and the darkest, %(best)d the best.", best=LEVELS - 1),
        _roles_line(voice, found.rows),
    ]
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
    return name if mark == name else f"{mark} – {name}"

"""Where people disagree: which roles, on which questions, and what that does to the range."""

from __future__ import annotations

from assessor.domain import disagreement as domain
from assessor.language import Voice, depth
from assessor.report.content import Disagreement, Dispute
from assessor.report.parts.material import Material

ROLES = 2
"""Fewer cannot disagree with one another."""

MOST = 10
"""Questions in the list and on the map: together they stand on one page."""

LEAST = 0.01
"""The smallest share of the doubt that is told as a figure of its own."""


def disagreement(of: Material) -> Disagreement | None:
    """Return the part, or None while no question has been answered by two roles."""
    found = of.advice.disagreement
    if found is None or not shared(found):
        return None
    return Disagreement(
        lead=depth.disputed_share(of.voice, found) if found.disputes else "",
        picture=of.heat_map(found, 620, MOST),
        disputes=tuple(_dispute(of, dispute) for dispute in found.disputes[:MOST]),
        more=_more(of, len(found.disputes) - MOST),
    )


def shared(found: domain.Disagreement) -> bool:
    """Return whether any question has been answered by two roles."""
    if len(found.rows) < ROLES:
        return False
    columns = zip(*(row.levels for row in found.rows), strict=True)
    return any(sum(level is not None for level in column) >= ROLES for column in columns)


def _dispute(of: Material, dispute: domain.Dispute) -> Dispute:
    lowest, highest = dispute.lowest, dispute.highest
    levels = f"{lowest}–{highest}" if lowest != highest else f"{lowest}"
    return Dispute(
        id=dispute.question,
        title=of.title(dispute.question),
        levels=levels if lowest is not None else "–",
        answers=of.voice.number(dispute.answers),
        used=depth.level(of.voice, dispute.used),
        share=_share(of.voice, dispute.share),
    )


def _share(voice: Voice, share: float) -> str:
    """Return a share of the doubt; a small one is not told as none at all."""
    return f"<{voice.percent(LEAST)}" if 0 < share < LEAST else voice.percent(share)


def _more(of: Material, count: int) -> str:
    if count <= 0:
        return ""
    return of.voice.say_many(
        "People differ on %(n)s more question.", "People differ on %(n)s more questions.", count
    )

"""The numbers behind the figure, in one table for whoever wants to check it."""

from __future__ import annotations

from assessor.domain.weighing import SectionNumbers, Weighing
from assessor.report.content import Numbers, NumbersRow
from assessor.report.parts.material import Material

DECIMALS = 2


def numbers(of: Material) -> Numbers | None:
    """Return the table, or None when the numbers were not handed over."""
    known = of.advice.weighing
    if known is None:
        return None
    return Numbers(
        rows=tuple(_row(of, section) for section in known.sections), note=_note(of, known)
    )


def _row(of: Material, section: SectionNumbers) -> NumbersRow:
    found = of.questionnaire.section_by_id.get(section.id)
    values = (section.swing, section.said, section.shown, section.proven)
    return NumbersRow(
        title=of.voice.text(found.title) if found else section.id,
        values=tuple(of.voice.number(value, DECIMALS) for value in values),
    )


def _note(of: Material, known: Weighing) -> str:
    voice = of.voice
    return voice.say(
        "Base rate: log-odds %(base)s, standard deviation %(sd)s. Doubt, standard deviation of"
        " the logarithm: %(section)s for a section's weight, %(question)s for a question's. Luck:"
        " %(luck)s of outcomes on average. %(draws)s runs, the same ones every time. Points are"
        " shared out as exact Shapley values: a section's effect averaged over all orders of"
        " asking.",
        base=voice.number(known.base_log_odds, DECIMALS),
        sd=voice.number(known.base_sd, DECIMALS),
        section=voice.number(known.section_doubt, DECIMALS),
        question=voice.number(known.question_doubt, DECIMALS),
        luck=voice.percent(known.luck),
        draws=voice.number(known.draws),
    )

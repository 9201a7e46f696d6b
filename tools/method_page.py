"""Writes docs/method.md: one example from its answers to its risk, every figure on the way.

Usage: python tools/method_page.py [PAGE]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from method_by_hand import Row, Sum, sigmoid, weighted, work_out

from assessor.domain.advice import Advice
from assessor.domain.assessment import Assessment
from assessor.domain.language import Language
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, Risk
from assessor.language import Voice, depth
from assessor.language import plan_sentences as words
from assessor.questionnaire import loader
from assessor.scoring import beliefs as sets
from assessor.scoring.advice import advise, advised
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.forecast import DRAWS, forecast
from assessor.scoring.model import Position, position
from assessor.scoring.tables import tables_for
from assessor.store import files

DOCS = Path(__file__).resolve().parents[1] / "docs"
EXAMPLE = DOCS / "example.yaml"
PAGE = DOCS / "method.md"


@dataclass(frozen=True)
class Example:
    """The example, by hand and by the program."""

    assessment: Assessment
    questionnaire: Questionnaire
    beliefs: BeliefSet
    by_hand: Sum
    drawn: Position
    forecast: Forecast
    advice: Advice


def read() -> Example:
    """Return the example of the documentation, worked out both ways."""
    questionnaire, beliefs = loader.bundled(), sets.bundled("practitioner")
    assessment = files.read(EXAMPLE, questionnaire).assessment
    order = [q.id for q in questionnaire.questions if q.id in assessment.answers]
    answers = {question: assessment.answers[question] for question in order}
    advice = advise(assessment, questionnaire, beliefs, (beliefs,))
    shown = advised({beliefs.id: forecast(assessment, questionnaire, beliefs)}, beliefs.id, advice)
    return Example(
        assessment=assessment,
        questionnaire=questionnaire,
        beliefs=beliefs,
        by_hand=work_out(answers, beliefs),
        drawn=position(tables_for(questionnaire, beliefs, DRAWS), assessment.answers),
        forecast=shown[beliefs.id],
        advice=advice,
    )


def page(of: Example) -> str:
    """Return the whole page."""
    parts = (_head, _base, _theta, _shape, _add, _sections, _chance, _draws, _verdict, _firmness)
    return "\n".join(line for part in parts for line in part(of)) + "\n"


def _head(of: Example) -> Iterator[str]:
    yield "# How the number comes about: one example, by hand"
    yield ""
    yield "`python tools/method_page.py` writes this page; no figure is typed by hand, and a test"
    yield "computes them all again. Follow it with a calculator. The answers are in"
    yield "[example.yaml](example.yaml), the weights, each with its reason, in"
    yield f"`assessor/scoring/data/{of.beliefs.id}.yaml` (edition {of.beliefs.version})."
    yield ""
    yield "```"
    yield "crm-takeoff score docs/example.yaml --beliefs practitioner"
    yield "```"
    yield ""


def _base(of: Example) -> Iterator[str]:
    base = of.beliefs.base_rate
    yield "## 1. Start from the base rate"
    yield ""
    yield f"Log-odds {base.log_odds:.2f}, give or take {base.sd:.2f} (one standard deviation):"
    yield f"1 / (1 + exp({-base.log_odds:.2f})) = {sigmoid(base.log_odds):.3f}."
    yield ""


def _theta(of: Example) -> Iterator[str]:
    population = ", ".join(f"{share:.2f}" for share in of.beliefs.population.levels)
    unknown = ", ".join(f"{share:.2f}" for share in of.beliefs.unknown.levels)
    yield "## 2. Read each answer as a belief about the true level"
    yield ""
    yield f"The population of levels 0 to 4 is ({population}); a question that was not asked keeps"
    yield f"it. *Nobody knows* is ({unknown}). A level that somebody names is believed as far as"
    yield "its evidence is trusted; the rest is spread over that level and the worse ones, as the"
    yield "population has them. Several answers are averaged."
    yield ""
    yield "| section | said | shown | proven |"
    yield "| --- | --- | --- | --- |"
    for name, trust in (*of.beliefs.trust.sections.items(), ("all others", of.beliefs.trust.usual)):
        yield f"| {name} | {trust.said:.2f} | {trust.shown:.2f} | {trust.proven:.2f} |"
    yield ""
    yield from _first_theta(of)
    yield "| question | answer | 0 | 1 | 2 | 3 | 4 |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for row in of.by_hand.rows:
        levels = " | ".join(f"{share:.3f}" for share in row.theta)
        yield f"| {row.question} | {'; '.join(row.answers)} | {levels} |"
    yield ""


def _first_theta(of: Example) -> Iterator[str]:
    """Spell the first belief out: a level 3 that was shown."""
    row, shares = of.by_hand.rows[0], of.beliefs.population.levels
    trust = of.beliefs.trust.in_section("goal").shown
    among = sum(shares[:4])
    yield f"The first row in full: trust {trust:.2f}, so {1 - trust:.2f} is spread over levels 0 to"
    yield f"3, whose population adds up to {among:.2f}. Level 0 gets"
    yield f"{1 - trust:.2f} × {shares[0]:.2f} / {among:.2f} = {row.theta[0]:.3f}; level 3 gets"
    yield f"{trust:.2f} + {1 - trust:.2f} × {shares[3]:.2f} / {among:.2f} = {row.theta[3]:.3f}."
    yield ""


def _shape(of: Example) -> Iterator[str]:
    shape, population = of.beliefs.shape.levels, of.beliefs.population.levels
    terms = " + ".join(f"{p:.2f} × {s:g}" for p, s in zip(population, shape, strict=True) if s)
    yield "## 3. What is left of a question's swing"
    yield ""
    yield f"Levels 0 to 4 leave ({', '.join(f'{left:g}' for left in shape)}) of the swing. Over the"
    yield f"population that is {terms} = {weighted(population, shape):.4f}"
    yield "on average. What an answer leaves, less this average, is the *centred shape*: a question"
    yield "that was not asked has 0 and moves nothing."
    yield ""
    row = of.by_hand.rows[0]
    terms = " + ".join(f"{p:.3f} × {s:g}" for p, s in zip(row.theta, shape, strict=True) if s)
    yield f"The first row: {terms} = {row.left:.4f}; less {of.by_hand.average:.4f} is"
    yield f"{row.centred:.4f}."
    yield ""


def _add(of: Example) -> Iterator[str]:
    yield "## 4. What each answer adds to the log-odds"
    yield ""
    yield "Swing of the section × share of the question = its swing; times the centred shape = what"
    yield "it adds. Minus lowers the risk."
    yield ""
    yield "| question | section swing × share | swing | left | centred | adds |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in of.by_hand.rows:
        yield _added(of, row)
    yield ""
    yield "The belief set also knows a *rescue*: an investment of level 3 or 4 lets attention mend"
    yield "the process. Here the investment is at 2 at most, so it changes nothing."
    yield ""


def _added(of: Example, row: Row) -> str:
    section = of.beliefs.sections[row.question.partition(".")[0]]
    product = f"{section.swing:g} × {section.questions[row.question].share:g}"
    return (
        f"| {row.question} | {product} | {row.swing:.4f} | {row.left:.4f} | {row.centred:.4f} |"
        f" {row.added:.4f} |"
    )


def _sections(of: Example) -> Iterator[str]:
    by_hand = of.by_hand
    points = {section.id: section.points for section in of.forecast.sections}
    yield "## 5. Sections, and their sum"
    yield ""
    yield "The points are what the program shares out of the final risk (exact Shapley values over"
    yield "seven sections, for which 128 sums like this one are needed)."
    yield ""
    yield "| section | log-odds | points |"
    yield "| --- | --- | --- |"
    for section, added in by_hand.sections.items():
        yield f"| {section} | {added:.4f} | {points[section]:.1f} |"
    yield ""
    terms = " ".join(f"{'+' if a >= 0 else '−'} {abs(a):.4f}" for a in by_hand.sections.values())
    yield f"z = {by_hand.base:.2f} {terms} = {by_hand.log_odds:.4f}."
    yield ""


def _chance(of: Example) -> Iterator[str]:
    by_hand, luck = of.by_hand, of.beliefs.luck
    plain = sigmoid(by_hand.log_odds)
    yield "## 6. From log-odds to a probability"
    yield ""
    share = by_hand.luck
    yield f"1 / (1 + exp({-by_hand.log_odds:.4f})) = {plain:.4f}. Luck goes both ways and has a"
    yield f"share of {luck.alpha} / ({luck.alpha} + {luck.beta}) = {share:.2f} on average:"
    yield f"{share:.2f} + (1 − 2 × {share:.2f}) × {plain:.4f} = **{by_hand.chance:.4f}**."
    yield ""


def _draws(of: Example) -> Iterator[str]:
    by_hand, risk = of.by_hand, of.forecast.risk
    mean, sd = float(of.drawn.log_odds.mean()), float(of.drawn.log_odds.std())
    yield "## 7. Why the program says a little else"
    yield ""
    yield f"The program does the same {DRAWS:,} times, each time with another base rate, other true"
    yield "levels, other weights and other luck, and takes the mean. The sums agree:"
    yield f"their mean is {mean:.4f} (by hand: {by_hand.log_odds:.4f}), their standard deviation"
    yield f"{sd:.4f}. But the curve from log-odds to probability is not straight:"
    yield "spread pulls its mean towards one half. A good approximation divides z by"
    yield f"√(1 + π × {sd:.4f}² / 8) = {(1 + 3.141593 * sd**2 / 8) ** 0.5:.4f}, which gives"
    yield f"{by_hand.flattened(sd):.4f}. The program's mean is **{risk.mean:.4f}**."
    yield ""
    yield f"One run in ten lies under {risk.low:.4f} and one in ten above {risk.high:.4f}: the 80 %"
    yield f"range. In whole numbers: {_whole(risk)}."
    yield f"Taken at their word (trust 1), the same answers give {_whole(of.forecast.as_stated)}."
    yield ""


def _whole(risk: Risk) -> str:
    return f"{risk.mean * 100:.0f} in 100 ({risk.low * 100:.0f}–{risk.high * 100:.0f})"


def _verdict(of: Example) -> Iterator[str]:
    voice, known = Voice(Language.EN), of.forecast
    yield "## 8. Findings and verdict"
    yield ""
    yield "Findings are rules over the answers, beside the number ([all of them](findings.md))."
    yield "Here:"
    yield ""
    for found in known.findings:
        yield f"* `{found.id}` ({found.severity.value}): {voice.text(found.sentence)}"
    yield ""
    yield f"Coverage: the swings of the questions asked are {known.coverage * 100:.1f} % of all,"
    yield "over half, so a single figure may be named."
    yield f"The upper end {known.risk.high:.4f} is held against"
    yield f"the accepted risk of {known.risk_limit:.2f}: verdict `{known.verdict.value}`."
    plan = of.advice.plan
    if plan is not None:
        yield words.headline(voice, plan, sure=True)
    if plan is not None and plan.cheapest is not None:
        yield words.totals(voice, plan.cheapest)
        yield ""
        for step in plan.cheapest.steps:
            after = step.risk_after
            yield f"* `{step.action.id}`: then {_whole(after)}"
    yield ""


def _firmness(of: Example) -> Iterator[str]:
    voice, test = Voice(Language.EN), of.advice.flip_test
    yield "## 9. How firm the verdict is"
    yield ""
    yield depth.firmness(voice, test)
    if test is not None:
        yield depth.tried(voice, test)
        yield ""
        for flip in test.flips:
            yield f"* {depth.flip(voice, flip, of.questionnaire)}: `{flip.verdict.value}`"


def main(arguments: list[str]) -> int:
    """Write the page."""
    target = Path(arguments[0]) if arguments else PAGE
    target.write_text(page(read()), encoding="utf-8")
    print(f"Written: {target.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the belief sets would have said about published cases. Nothing is tuned to them.

In published cases most factors are unknown, and not at random: success stories describe goals and
failures describe faults. So this checks the direction of answers and little else, and whoever
shows a figure of it shows that warning too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from assessor.domain.frozen import Frozen
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Risk
from assessor.scoring import measures
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.case_mapping import CaseMapping, Fate
from assessor.scoring.case_table import Case
from assessor.scoring.draws import Floats
from assessor.scoring.measures import Flags
from assessor.scoring.model import position
from assessor.scoring.tables import Tables, tables_for

_DRAWS = 4096


class CaseResult(Frozen):
    """One case and what each belief set says about it."""

    id: str
    name: str
    fate: Fate
    known: int
    risks: Mapping[str, Risk]
    """By the id of the belief set; as evidenced."""


class SetResult(Frozen):
    """How well one belief set tells the two kinds of cases apart."""

    beliefs: str
    auc: float | None
    """None when all cases ended alike."""
    brier: float
    base_rate_brier: float
    """The Brier score of always saying the set's own base rate."""


class Backtest(Frozen):
    """The whole result."""

    cases: tuple[CaseResult, ...]
    """In the order of the table; the mixed ones too, though no measure counts them."""
    sets: tuple[SetResult, ...]
    factors: int
    """How many columns become answers."""
    left_out: tuple[str, ...]
    """Columns that are read and not used."""
    silence_auc: float | None
    """The AUC of knowing little, whatever the words say: far from .5, silence itself is a sign."""

    def count(self, fate: Fate) -> int:
        """Return how many cases ended so."""
        return sum(case.fate is fate for case in self.cases)

    @property
    def known_share(self) -> float:
        """Return which share of all factors of all cases is known."""
        return sum(case.known for case in self.cases) / (len(self.cases) * self.factors)


def run(
    cases: Sequence[Case],
    questionnaire: Questionnaire,
    belief_sets: Sequence[BeliefSet],
    mapping: CaseMapping,
) -> Backtest:
    """Return what the sets say; InputProblem when every case ended as mixed."""
    decided = np.array([case.fate is not Fate.MIXED for case in cases])
    if not decided.any():
        raise InputProblem(
            "No case has a clear outcome, so there is nothing to compare with.",
            remedy="Add cases that took off or did not.",
        )
    failed = np.array([case.fate is Fate.NOT_TAKEN_OFF for case in cases])
    silent = np.array([-case.known for case in cases], dtype=np.float64)
    risks = {beliefs.id: _risks(cases, questionnaire, beliefs) for beliefs in belief_sets}
    sets = [
        _measured(beliefs, _means(risks[beliefs.id])[decided], failed[decided], questionnaire)
        for beliefs in belief_sets
    ]
    return Backtest(
        cases=tuple(
            CaseResult(
                id=case.id,
                name=case.name,
                fate=case.fate,
                known=case.known,
                risks={belief_id: of_all[place] for belief_id, of_all in risks.items()},
            )
            for place, case in enumerate(cases)
        ),
        sets=tuple(sets),
        factors=len(mapping.used),
        left_out=tuple(name for name in mapping.columns if name not in mapping.used),
        silence_auc=measures.auc(silent[decided], failed[decided]),
    )


def _risks(
    cases: Sequence[Case], questionnaire: Questionnaire, beliefs: BeliefSet
) -> tuple[Risk, ...]:
    tables = tables_for(questionnaire, beliefs, _DRAWS)
    return tuple(position(tables, case.assessment.answers).risk for case in cases)


def _means(risks: Sequence[Risk]) -> Floats:
    return np.array([risk.mean for risk in risks])


def _measured(
    beliefs: BeliefSet, forecast: Floats, failed: Flags, questionnaire: Questionnaire
) -> SetResult:
    always = np.full(len(failed), _base_rate(tables_for(questionnaire, beliefs, _DRAWS)))
    return SetResult(
        beliefs=beliefs.id,
        auc=measures.auc(forecast, failed),
        brier=measures.brier(forecast, failed).score,
        base_rate_brier=measures.brier(always, failed).score,
    )


def _base_rate(tables: Tables) -> float:
    return position(tables, {}).risk.mean

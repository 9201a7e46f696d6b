"""Everything beyond the forecast at once, for those who print it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessor.domain.advice import Advice
from assessor.domain.assessment import Assessment, Project
from assessor.domain.language import Text
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.reference_class import ReferenceClass
from assessor.domain.risk import Forecast
from assessor.scoring import reference_class
from assessor.scoring.belief_set import BeliefSet
from assessor.scoring.caveats import tenderness
from assessor.scoring.disagreement import disagreement
from assessor.scoring.enquiry import best_by_question, ranked
from assessor.scoring.firmness import flip_test
from assessor.scoring.plan.catalogue import bundled_actions
from assessor.scoring.plan.find import find, with_plan
from assessor.scoring.plan.right_size import right_size
from assessor.scoring.plan.stories import stories
from assessor.scoring.plan.tripwires import tripwires
from assessor.scoring.weighing import weighing


def advise(
    assessment: Assessment,
    questionnaire: Questionnaire,
    beliefs: BeliefSet,
    belief_sets: Sequence[BeliefSet],
) -> Advice:
    """Return the advice under ``beliefs``; sizes are compared under all ``belief_sets``.

    It takes seconds: the plan does.
    """
    of = (assessment, questionnaire, beliefs)
    plan = find(*of, without=assessment.plan.ruled_out)
    return Advice(
        plan=plan,
        flip_test=flip_test(*of),
        disagreement=disagreement(*of),
        enquiries=best_by_question(ranked(*of)),
        sizes=right_size(assessment, questionnaire, belief_sets),
        stories=stories(*of),
        tripwires=tripwires(*of, plan.cheapest or plan.beyond),
        reference=_reference(assessment.project),
        actions=_named(assessment),
        weighing=weighing(beliefs, assessment.project),
    )


def _named(assessment: Assessment) -> dict[str, Text]:
    """Return what the actions are called that were decided about, now or earlier."""
    known = bundled_actions().by_id
    plans = (assessment.plan, *(frozen.plan for frozen in assessment.milestones))
    decided = {one.action for plan in plans for one in plan.actions}
    return {action: known[action].title for action in sorted(decided & known.keys())}


def advised(
    forecasts: Mapping[str, Forecast], beliefs_id: str, advice: Advice
) -> dict[str, Forecast]:
    """Return the forecasts, the one under ``beliefs_id`` with its plan and how firm it is."""
    shown = forecasts[beliefs_id]
    if advice.plan is not None:
        shown = with_plan(shown, advice.plan)
    caveat = tenderness(advice.flip_test)
    if caveat and caveat not in shown.caveats:
        shown = shown.model_copy(update={"caveats": (caveat, *shown.caveats)})
    return {**forecasts, beliefs_id: shown}


def _reference(project: Project) -> ReferenceClass | None:
    if project.base_rate is not None:
        return None
    return reference_class.find(project.reference_class or reference_class.USUAL)

"""A project whose end is known: the assessment made before, and the outcome it is judged by."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from assessor.domain.assessment import Assessment, TakeoffDefinition
from assessor.domain.canonical import digest
from assessor.domain.frozen import Frozen
from assessor.domain.outcome import Outcome
from assessor.domain.problem import InputProblem

_MONTHS = 12


class Recorded(Frozen):
    """One case to learn from. Made by ``recorded``, which refuses what cannot be judged."""

    assessment: Assessment
    """As it stood before the end was known."""
    outcome: Outcome

    @property
    def failed(self) -> bool:
        """Return whether what is forecast happened: the project did not take off."""
        return not self.outcome.took_off


def record(assessment: Assessment, outcome: Outcome) -> Assessment:
    """Return the assessment with its outcome, bound to the definition of take-off it has now.

    Raises InputProblem when the outcome does not fit the definition. Changing the definition
    afterwards makes the case useless for learning, and ``recorded`` says so.
    """
    sealed = outcome.model_copy(update={"against": digest(assessment.project.takeoff)})
    judged = assessment.model_copy(update={"outcome": sealed})
    recorded(judged)
    return judged


def recorded(assessment: Assessment) -> Recorded:
    """Return the case that an assessment with an outcome makes; InputProblem when it makes none."""
    outcome, definition = assessment.outcome, assessment.project.takeoff
    if outcome is None:
        raise InputProblem(
            "No outcome has been recorded.",
            place=_name(assessment),
            remedy="Record one with “crm-takeoff outcome” once it is known.",
        )
    fault = (
        _unfit(definition, outcome)
        or _contradiction(definition, outcome)
        or _too_early(assessment, outcome)
    )
    if fault:
        fault.place = _name(assessment)
        raise fault
    return Recorded(assessment=assessment, outcome=outcome)


def _unfit(definition: TakeoffDefinition, outcome: Outcome) -> InputProblem | None:
    """Return why this definition cannot be judged by, None when it can."""
    if not definition.is_complete:
        return InputProblem(
            "The definition of take-off is incomplete, so no outcome can be judged by it.",
            remedy="An outcome counts only against a share of users, a figure and a measurer"
            " that were agreed beforehand.",
        )
    if outcome.against and outcome.against != digest(definition):
        return InputProblem(
            "The definition of take-off was changed after the outcome had been recorded.",
            remedy="Put the definition back as it was agreed before, or record the outcome anew.",
        )
    return None


def _contradiction(definition: TakeoffDefinition, outcome: Outcome) -> InputProblem | None:
    """Return where the outcome contradicts the definition, None when it does not."""
    if outcome.took_off and outcome.cancelled:
        return InputProblem(
            "A cancelled project has not taken off.",
            remedy="Record either that it took off or that it was cancelled.",
        )
    share, needed = outcome.user_share, definition.user_share
    if outcome.took_off and share is not None and needed is not None and share < needed:
        return InputProblem(
            "The project cannot have taken off: %(share)d%% of the users work in the system"
            " daily, and %(needed)d%% were agreed.",
            remedy="Correct the share or the outcome; the definition stays as it was agreed.",
            share=round(share * 100),
            needed=round(needed * 100),
        )
    return None


def _too_early(assessment: Assessment, outcome: Outcome) -> InputProblem | None:
    """Return why nobody can have decided on that day, None when somebody can."""
    day, definition = assessment.project.day, assessment.project.takeoff
    if day and outcome.decided < day:
        return InputProblem(
            "The outcome was decided on %(decided)s, and the assessment is of %(day)s: whoever"
            " knows the end assesses with hindsight.",
            remedy="Correct the day of the decision, or that of the assessment.",
            decided=outcome.decided.isoformat(),
            day=day.isoformat(),
        )
    start = definition.go_live
    if outcome.took_off and start and outcome.decided < start:
        return InputProblem(
            "It cannot have taken off by %(decided)s: it goes live on %(day)s.",
            remedy="Correct the day of the decision, or the outcome.",
            decided=outcome.decided.isoformat(),
            day=start.isoformat(),
        )
    end = due(definition)
    if end and outcome.decided < end and not (outcome.took_off or outcome.cancelled):
        return InputProblem(
            "It is too early to say that the project did not take off: it has time until %(day)s.",
            remedy="Wait until then, or record that the project was cancelled.",
            day=end.isoformat(),
        )
    return None


def due(definition: TakeoffDefinition) -> date | None:
    """Return the day by which the definition must be met, None while no go-live is agreed."""
    start = definition.go_live
    if start is None:
        return None
    years, month = divmod(start.month - 1 + definition.months_after, _MONTHS)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _name(assessment: Assessment) -> str:
    project = assessment.project
    return " · ".join(part for part in (project.client, project.name) if part) or assessment.id

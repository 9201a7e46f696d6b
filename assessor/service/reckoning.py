"""What is worked out about an assessment: risk, what to ask, what to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from assessor.domain.assessment import Answer, Assessment
from assessor.domain.disagreement import Disagreement
from assessor.domain.enquiry import Agenda, Enquiry
from assessor.domain.firmness import FlipTest
from assessor.domain.plan import Action, Comparison, GoIfPlan, Plan, SizedRisk, StoryShare, Tripwire
from assessor.domain.questionnaire import Role
from assessor.domain.reference_class import ReferenceClass
from assessor.domain.risk import Forecast
from assessor.service.seen import Seen

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.scoring.plan.job import PlanJob


class Reckoning(Seen):
    """Works out everything that is shown about an assessment; stores nothing."""

    def forecast(self, assessment: Assessment, beliefs: str | None = None) -> Forecast:
        """Return the risk under one belief set (its id; None: the one in the preferences)."""
        from assessor.scoring import beliefs as sets  # noqa: PLC0415 - see the top
        from assessor.scoring import forecast as scoring  # noqa: PLC0415

        chosen = sets.bundled(beliefs or self.chosen_beliefs)
        return scoring.forecast(assessment, self.questionnaire_of(assessment), chosen)

    def forecasts(self, assessment: Assessment) -> dict[str, Forecast]:
        """Return the risk under every belief set by its id; each says where the others differ.

        They also say when no project of this sector is known to its end.
        """
        from assessor.scoring import forecast as scoring  # noqa: PLC0415 - see the top

        asked, sets = self.questionnaire_of(assessment), self.belief_sets()
        seen = self.seen_sectors() if assessment.project.sector else ()
        return scoring.compared(assessment, asked, sets, seen)

    def enquiries(self, assessment: Assessment) -> tuple[Enquiry, ...]:
        """Return everything that can still be found out, the most valuable minute first."""
        from assessor.scoring import enquiry  # noqa: PLC0415 - see the top

        return enquiry.ranked(assessment, self.questionnaire_of(assessment), self._beliefs(None))

    def first_enquiries(self, enquiries: Iterable[Enquiry]) -> tuple[Enquiry, ...]:
        """Return of each question only the most valuable minute, in the same order."""
        from assessor.scoring import enquiry  # noqa: PLC0415 - see the top

        return enquiry.best_by_question(enquiries)

    def agenda(
        self,
        enquiries: Iterable[Enquiry],
        minutes: float,
        roles: Collection[Role] | None = None,
    ) -> Agenda:
        """Return what to ask in so many minutes; ``roles`` are in the room, None: all can come."""
        from assessor.scoring import agenda  # noqa: PLC0415 - see the top

        return agenda.for_the_time(enquiries, minutes, roles)

    def flip_test(self, assessment: Assessment) -> FlipTest | None:
        """Return the single moves that change the verdict, None without a headline.

        It takes from a tenth of a second to some seconds; it touches no database, so that it can
        run in a thread of its own.
        """
        from assessor.scoring import firmness  # noqa: PLC0415 - see the top

        return firmness.flip_test(
            assessment, self.questionnaire_of(assessment), self._beliefs(None)
        )

    def with_firmness(self, forecast: Forecast, test: FlipTest | None) -> Forecast:
        """Return the forecast with the caveat that single answers decide, if they do."""
        from assessor.scoring import caveats  # noqa: PLC0415 - see the top

        found = caveats.tenderness(test)
        kept = tuple(known for known in forecast.caveats if not found or known.id != found.id)
        return forecast.model_copy(update={"caveats": (found, *kept) if found else kept})

    def disagreement(self, assessment: Assessment) -> Disagreement:
        """Return where several people's answers differ and what that does to the range."""
        from assessor.scoring import disagreement  # noqa: PLC0415 - see the top

        return disagreement.disagreement(
            assessment, self.questionnaire_of(assessment), self._beliefs(None)
        )

    def reference_classes(self) -> tuple[ReferenceClass, ...]:
        """Return the published rates to start from; the first is that of the belief sets."""
        from assessor.scoring import reference_class  # noqa: PLC0415 - see the top

        return reference_class.bundled()

    def plan(
        self, assessment: Assessment, beliefs: str | None = None, without: Sequence[str] = ()
    ) -> Plan:
        """Return the plan without the actions of these ids; takes seconds, so see start_plan."""
        from assessor.scoring.plan import find  # noqa: PLC0415 - see the top

        return find.find(
            assessment, self.questionnaire_of(assessment), self._beliefs(beliefs), without=without
        )

    def start_plan(
        self, assessment: Assessment, beliefs: str | None = None, without: Sequence[str] = ()
    ) -> PlanJob:
        """Start looking for the plan in a child process."""
        from assessor.scoring.plan.job import PlanJob  # noqa: PLC0415 - see the top

        job = PlanJob(
            assessment, self.questionnaire_of(assessment), self._beliefs(beliefs), without
        )
        job.start()
        return job

    def with_plan(self, forecast: Forecast, plan: Plan) -> Forecast:
        """Return the forecast with the conditions of the cheapest plan, as reports have it."""
        from assessor.scoring.plan import find  # noqa: PLC0415 - see the top

        return find.with_plan(forecast, plan)

    def right_sizes(self, assessment: Assessment) -> tuple[SizedRisk, ...]:
        """Return the risk at each size under every belief set, the smallest size first."""
        from assessor.scoring.plan import right_size  # noqa: PLC0415 - see the top

        return right_size.right_size(
            assessment, self.questionnaire_of(assessment), self.belief_sets()
        )

    def failure_stories(
        self, assessment: Assessment, beliefs: str | None = None
    ) -> tuple[StoryShare, ...]:
        """Return how the project would most probably fail, the most probable story first."""
        from assessor.scoring.plan import stories  # noqa: PLC0415 - see the top

        return stories.stories(
            assessment, self.questionnaire_of(assessment), self._beliefs(beliefs)
        )

    def tripwires(
        self, assessment: Assessment, plan: GoIfPlan | None = None, beliefs: str | None = None
    ) -> tuple[Tripwire, ...]:
        """Return what to watch for each weak answer, the heaviest first."""
        from assessor.scoring.plan import tripwires  # noqa: PLC0415 - see the top

        chosen = self._beliefs(beliefs)
        return tripwires.tripwires(assessment, self.questionnaire_of(assessment), chosen, plan)

    def action(self, action_id: str) -> Action | None:
        """Return an action of the catalogue, or nothing when it has left it."""
        from assessor.scoring.plan import catalogue  # noqa: PLC0415 - see the top

        return catalogue.bundled_actions().by_id.get(action_id)

    def what_if(
        self,
        assessment: Assessment,
        changed: Mapping[str, Sequence[Answer]],
        beliefs: str | None = None,
    ) -> Comparison:
        """Return the risk as it is and as it would be with these answers; nothing is recorded."""
        from assessor.scoring.plan import what_if  # noqa: PLC0415 - see the top

        return what_if.what_if(
            assessment, changed, self.questionnaire_of(assessment), self._beliefs(beliefs)
        )

"""Base rates to choose from: their data, what they do to the score, what they are warned of."""

from __future__ import annotations

from math import exp
from statistics import NormalDist

import pytest
from core.scoring import made
from pydantic import ValidationError

from assessor.domain.assessment import Assessment, Project
from assessor.domain.outcome import Outcome
from assessor.domain.problem import InputProblem
from assessor.domain.recorded import Recorded
from assessor.domain.reference_class import Event, OwnRate, Provenance, ReferenceClass
from assessor.questionnaire import loader
from assessor.scoring import beliefs, reference_class
from assessor.scoring.disagreement import disagreement
from assessor.scoring.enquiry import ranked
from assessor.scoring.firmness import flip_test
from assessor.scoring.forecast import forecast
from assessor.scoring.measures import wilson

FORM = loader.bundled()
PRACTITIONER = beliefs.bundled("practitioner")
CLASSES = reference_class.bundled()


def under(project: Project, spec: dict[str, str] | None = None) -> Assessment:
    return made.assessment(spec or {}).with_project(project)


def test_the_rates_are_those_of_the_published_table() -> None:
    # base_rates.csv and section 1 of the published evidence: class, rate and sample.
    expected = {
        "objectives": (0.45, None),
        "cancelled": (0.12, None),
        "not_fully": (0.84, None),
        "counted": (0.385, 862),
        "blueprint_2002": (0.35, 448),
        "forrester_2003_large": (0.25, 111),
        "nonprofits_hart_square": (0.50, 170),
        "forrester_2009": (0.47, None),
        "gartner_2001": (0.50, None),
        "butler_2002": (0.70, None),
        "amr_2007": (0.29, None),
        "merkle_2013": (0.63, None),
        "johnny_grow_2025": (0.55, None),
    }
    assert {known.id: (known.rate, known.n) for known in CLASSES} == expected


def test_a_range_is_never_only_the_error_of_counting() -> None:
    for known in CLASSES:
        if known.n:
            low, high = wilson(round(known.rate * known.n), known.n)
            assert known.low < low
            assert known.high > high


def test_without_definition_or_sample_the_provenance_is_weak() -> None:
    for known in CLASSES:
        single = known.id not in {"objectives", "cancelled", "not_fully"}
        if single and known.n is None:
            assert known.provenance is Provenance.WEAK, known.id


def test_the_usual_class_is_what_the_bundled_sets_start_from() -> None:
    usual = reference_class.of_class(reference_class.require(reference_class.USUAL))
    for belief_id in beliefs.bundled_ids():
        own = beliefs.bundled(belief_id).base_rate
        assert (usual.log_odds, usual.sd) == (own.log_odds, own.sd)
    chosen = forecast(under(Project(reference_class=reference_class.USUAL)), FORM, PRACTITIONER)
    plain = forecast(under(Project()), FORM, PRACTITIONER)
    assert (chosen.risk, chosen.base_rate) == (plain.risk, plain.base_rate)


@pytest.mark.parametrize("known", CLASSES, ids=lambda known: known.id)
def test_rate_and_range_come_out_as_base_rate(known: ReferenceClass) -> None:
    base = reference_class.of_class(known)
    reach = NormalDist().inv_cdf(0.9) * base.sd
    middle, low, high = (1 / (1 + exp(-(base.log_odds + shift))) for shift in (0.0, -reach, reach))
    assert middle == pytest.approx(known.rate, abs=0.003)
    # A range that is not symmetric in log-odds keeps its width, not both of its ends.
    assert low == pytest.approx(known.low, abs=0.03)
    assert high == pytest.approx(known.high, abs=0.03)
    result = forecast(under(Project(reference_class=known.id)), FORM, PRACTITIONER)
    # Luck (a twentieth both ways) and the unanswered questions draw the mean to the middle.
    assert result.base_rate.mean == pytest.approx(0.05 + 0.9 * known.rate, abs=0.04)
    assert result.risk == result.base_rate


def test_a_worse_class_raises_the_risk_and_nothing_else_changes() -> None:
    spec = {"goal": "3 shown", "process": "2 said"}
    low, usual, high = (
        forecast(under(Project(reference_class=chosen), spec), FORM, PRACTITIONER)
        for chosen in ("blueprint_2002", None, "butler_2002")
    )
    assert low.risk.mean < usual.risk.mean < high.risk.mean
    assert low.base_rate.mean < usual.base_rate.mean < high.base_rate.mean
    assert low.coverage == usual.coverage == high.coverage
    # The set itself is the same one; the base rate is the project's choice and stands there.
    assert low.beliefs == usual.beliefs == PRACTITIONER.edition


def test_a_judgement_keeps_the_spread_of_what_it_replaces() -> None:
    own = OwnRate(rate=0.3, reason="small steps only")
    for chosen in (None, "merkle_2013"):
        set_ = reference_class.anchored(
            PRACTITIONER, Project(reference_class=chosen, base_rate=own)
        )
        replaced = (
            reference_class.of_class(reference_class.require(chosen))
            if chosen
            else PRACTITIONER.base_rate
        )
        assert set_.base_rate.sd == replaced.sd
        assert set_.base_rate.log_odds == pytest.approx(-0.85)  # ln(.3 / .7)
        assert set_.base_rate.reason.en == "small steps only"


def test_a_count_narrows_with_its_number_but_never_to_nothing() -> None:
    def sd(projects: int) -> float:
        own = OwnRate(rate=0.4, projects=projects, reason="our own record")
        return reference_class.of_own(own, PRACTITIONER.base_rate).sd

    assert sd(1) > sd(10) > sd(50) > sd(1000)
    # Woolf (1955): the variance of the log-odds of a share is 1 / (n p (1 - p)).
    assert sd(50) == pytest.approx((0.3**2 + 1 / (50 * 0.4 * 0.6)) ** 0.5, abs=0.005)
    assert sd(100_000) == 0.3


def test_the_own_record_of_a_practice() -> None:
    def case(*, took_off: bool) -> Recorded:
        outcome = Outcome.model_validate(
            {"took_off": took_off, "decided": "2026-05-01", "who": "Anna"}
        )
        return Recorded(assessment=Assessment(), outcome=outcome)

    assert reference_class.own_record([], "ours") is None
    cases = [case(took_off=False)] * 3 + [case(took_off=True)] * 6
    # Jeffreys' prior: (3 + 1/2) / (9 + 1).
    assert reference_class.own_record(cases, "ours") == OwnRate(
        rate=0.35, projects=9, reason="ours"
    )
    assert reference_class.own_record([case(took_off=True)] * 200, "ours") == OwnRate(
        rate=0.01, projects=200, reason="ours"
    )


def test_everything_that_scores_starts_from_the_chosen_rate() -> None:
    spec = {section.id: "3 said" for section in FORM.sections}
    plain, chosen = under(Project(), spec), under(Project(reference_class="not_fully"), spec)
    for work in (ranked, flip_test):
        assert work(plain, FORM, PRACTITIONER) != work(chosen, FORM, PRACTITIONER)
    differing = chosen.model_copy(
        update={
            "answers": {
                **chosen.answers,
                "goal.idea": (made.answer("0 proven"), *chosen.answers["goal.idea"]),
            }
        }
    )
    there = disagreement(differing, FORM, PRACTITIONER).share
    assert there != disagreement(differing.with_project(Project()), FORM, PRACTITIONER).share


def warned(project: Project) -> dict[str, object]:
    result = forecast(under(project), FORM, PRACTITIONER)
    ids = {"own_base_rate", "weak_reference_class", "another_event", "unknown_reference_class"}
    return {caveat.id: dict(caveat.values) for caveat in result.caveats if caveat.id in ids}


def test_caveats() -> None:
    assert warned(Project()) == {}
    assert warned(Project(reference_class="blueprint_2002")) == {}
    assert set(warned(Project(reference_class="butler_2002"))) == {"weak_reference_class"}
    assert set(warned(Project(reference_class="forrester_2003_large"))) == {"another_event"}
    both = warned(Project(reference_class="cancelled"))
    assert set(both) == {"weak_reference_class", "another_event"}
    cancelled = reference_class.require("cancelled")
    assert both["another_event"] == {
        "class_id": "cancelled",
        "en": cancelled.title.en,
        "ru": cancelled.title.ru,
    }
    own = OwnRate(rate=0.3, reason="judgement")
    assert warned(Project(base_rate=own, reference_class="butler_2002")) == {
        "own_base_rate": {"rate": 0.3, "projects": 0}
    }


def test_a_class_of_a_later_edition_leaves_the_sets_own_rate_and_says_so() -> None:
    project = Project(reference_class="counted_in_2030")
    assert warned(project) == {"unknown_reference_class": {"id": "counted_in_2030"}}
    assert reference_class.anchored(PRACTITIONER, project) is PRACTITIONER


def test_an_unknown_class_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputProblem, match="objectives, cancelled, not_fully"):
        reference_class.require("nonsense")


def test_documents_without_a_choice_stay_as_they_were() -> None:
    assert not {"reference_class", "base_rate"} & Project().model_dump().keys()
    project = Project(reference_class="counted", base_rate=OwnRate(rate=0.3, reason="ours"))
    assert Project.model_validate_json(project.model_dump_json()) == project


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate": 0, "reason": "never"},
        {"rate": 1, "reason": "always"},
        {"rate": 0.3},
        {"rate": 0.3, "reason": " "},
        {"rate": 0.3, "reason": "none counted", "projects": 0},
    ],
)
def test_an_own_rate_needs_a_possible_rate_and_a_reason(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        OwnRate.model_validate(wrong)


def test_a_class_whose_rate_lies_outside_its_range_is_refused() -> None:
    known = reference_class.require("counted")
    with pytest.raises(ValidationError, match="within its range"):
        ReferenceClass.model_validate({**known.model_dump(), "rate": 0.9})


def test_two_classes_with_one_id_are_refused() -> None:
    known = reference_class.catalogue()
    with pytest.raises(ValidationError, match="same id"):
        reference_class.Catalogue.model_validate(
            {"least_sd": known.least_sd, "classes": [known.classes[0], known.classes[0]]}
        )


def test_every_event_has_a_class() -> None:
    assert {known.event for known in CLASSES} == set(Event)

"""Published cases: reading the table, the meaning of its words, and the measures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, roc_auc_score

from assessor.domain.assessment import Grade
from assessor.domain.problem import InputProblem
from assessor.questionnaire import loader
from assessor.scoring import backtest, beliefs, case_mapping, case_table
from assessor.scoring.case_mapping import CaseMapping, Factor, Fate
from assessor.scoring.forecast import forecast

MAPPING = case_mapping.bundled()
QUESTIONS = loader.bundled()
SETS = [beliefs.bundled(belief_id) for belief_id in beliefs.bundled_ids()]
HEADER = list(MAPPING.needed)


def table(*rows: dict[str, str], header: list[str] = HEADER, separator: str = ",") -> bytes:
    lines = [separator.join(header)]
    lines += [separator.join(row.get(name, "unknown") for name in header) for row in rows]
    return "\n".join(lines).encode()


def row(case_id: str, outcome: str = "not", **words: str) -> dict[str, str]:
    return {"case_id": case_id, "company": f"Firm {case_id}", "outcome": outcome, **words}


def read(data: bytes) -> tuple[case_table.Case, ...]:
    return case_table.read(data, "cases.csv", MAPPING)


def run(*rows: dict[str, str]) -> backtest.Backtest:
    return backtest.run(read(table(*rows)), QUESTIONS, SETS, MAPPING)


def complaints(data: bytes) -> list[str]:
    with pytest.raises(InputProblem) as caught:
        read(data)
    return [str(problem) for problem in caught.value.all]


# The mapping


def test_every_mapped_column_answers_a_question_that_is_asked() -> None:
    questions = [factor.question for factor in MAPPING.columns.values() if factor.question]
    assert set(questions) <= QUESTIONS.by_id.keys()
    assert len(set(questions)) == len(questions) == len(MAPPING.used) == 13


def test_hindsight_columns_never_become_answers() -> None:
    left_out = {name for name, factor in MAPPING.columns.items() if factor.hindsight}
    assert left_out == {"technology_problems", "external_expertise_used_well"}
    assert left_out.isdisjoint(MAPPING.used)
    (case,) = read(table(row("1", technology_problems="yes", external_expertise_used_well="no")))
    assert not case.assessment.answers
    assert case.known == 0


def test_a_hindsight_column_cannot_be_mapped_by_mistake() -> None:
    factor = MAPPING.columns["result_measurable"]
    with pytest.raises(ValueError, match="or neither"):
        Factor.model_validate({**factor.model_dump(), "hindsight": True})
    with pytest.raises(ValueError, match="or neither"):
        Factor(question="goal.idea", reason=factor.reason)


@pytest.mark.parametrize("column", [c for c in MAPPING.used if c != "investment_scale"])
def test_a_better_word_never_means_a_higher_risk(column: str) -> None:
    words = ["no", "partial", "yes"]
    if column in {"over_planning_or_big_bang", "data_quality_problems"}:
        words.reverse()
    for number, beliefs_ in enumerate(SETS):
        risks = [
            forecast(case.assessment, QUESTIONS, beliefs_, draws=1024).risk.mean
            for case in read(table(*(row(word, **{column: word}) for word in words)))
        ]
        assert risks[0] > risks[1] > risks[2], (number, risks)
        unknown = forecast(read(table(row("1")))[0].assessment, QUESTIONS, beliefs_, draws=1024)
        assert risks[0] > unknown.risk.mean > risks[2]


def test_words_become_levels_and_grades() -> None:
    (case,) = read(
        table(
            row("1", "took_off", result_measurable="YES", process_evidenced="partial")
            | {"investment_scale": " enterprise "}
        )
    )
    given = {q: a[0].judgement for q, a in case.assessment.answers.items()}
    assert {(q, j.level, j.grade) for q, j in given.items()} == {
        ("goal.measure", 3, Grade.SAID),
        ("process.lived", 2, Grade.SHOWN),
        ("scale.investment", 4, Grade.SAID),
    }
    assert case.known == 3
    assert case.fate is Fate.TOOK_OFF
    assert case.name == "Firm 1"


# The table


def test_columns_may_stand_in_any_order_beside_others() -> None:
    plain = read(table(row("1", process_owner="no")))
    shuffled = ["note", *reversed(HEADER), "year"]
    for separator in (",", ";", "\t"):
        data = table(row("1", process_owner="no"), header=shuffled, separator=separator)
        assert [c.known for c in read(b"\xef\xbb\xbf" + data)] == [c.known for c in plain]


def test_an_empty_cell_is_unknown_and_empty_lines_are_passed_over() -> None:
    data = table(row("1", process_owner="")) + b"\n\n,,\n".replace(b",,", b"," * (len(HEADER) - 1))
    (case,) = read(data)
    assert case.known == 0


def test_unknown_words_are_named_with_line_and_column() -> None:
    data = table(
        row("1", process_owner="yess"),
        row("2", "maybe"),
        row("3", investment_scale="yes", technology_problems="often"),
    )
    assert complaints(data) == [
        "cases.csv:2: “yess” in the column “process_owner” is not known. Did you mean “yes”?",
        (
            "cases.csv:3: “maybe” in the column “outcome” is not known."
            " Use one of these: took_off, not, mixed."
        ),
        (
            "cases.csv:4: “yes” in the column “investment_scale” is not known."
            " Use one of these: small, medium, large, enterprise, unknown."
        ),
        (
            "cases.csv:4: “often” in the column “technology_problems” is not known."
            " Use one of these: yes, partial, no, unknown."
        ),
    ]


def test_the_line_is_right_after_a_cell_with_line_breaks() -> None:
    first = row("1") | {"company": '"Firm\nand\nsons"'}
    (complaint,) = complaints(table(first, row("2", process_owner="?")))
    assert complaint.startswith("cases.csv:5: “?”")


def test_missing_and_repeated_columns_are_named() -> None:
    header = [name for name in HEADER if name not in {"outcome", "process_owner"}]
    assert complaints(table(row("1"), header=[*header, "case_id"])) == [
        "cases.csv:1: The column “case_id” stands there twice. Remove one of them.",
        "cases.csv:1: The column “outcome” is missing. Add it; every row needs it filled in.",
        (
            "cases.csv:1: The column “process_owner” is missing."
            " Add it; where nothing is known, write “unknown”."
        ),
    ]


def test_rows_of_another_length_are_named() -> None:
    data = table(row("1")) + b"\n2,Firm, with a comma,not\n"
    (complaint,) = complaints(data)
    assert complaint.startswith(
        f"cases.csv:3: The row has 4 cells, and the header has {len(HEADER)}"
    )


def test_every_case_needs_a_name_of_its_own() -> None:
    found = complaints(table(row("1"), row("1"), row("")))
    assert [c.partition(": ")[0] for c in found] == ["cases.csv:3", "cases.csv:4"]
    assert "“1” in the column “case_id” does not name one case" in found[0]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "The file is empty"),
        (b" \n\n", "The file is empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"case\x00id", "binary file"),
        (b"case_id\xe9", "not UTF-8"),
        (table(), "cases.csv: The table has no cases"),
        (b"name\n1\n", "The column “case_id” is missing"),
        (table(row("1")) + b'\n"2,Firm', "cases.csv:3: The table cannot be read from here on"),
        (table(row("1")) + b'\n"2"x,Firm', "cases.csv:3: The table cannot be read from here on"),
        (table(row("1")) + b"\n" + b"x" * 200_000, "cases.csv:3: The table cannot be read"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data: bytes, complaint: str) -> None:
    assert complaint in complaints(data)[0]


# The result


def test_measures_are_those_of_scikit_learn_on_the_decided_cases() -> None:
    found = run(
        row("a", "took_off", result_measurable="yes", process_defined="partial"),
        row("b", "not", process_defined="no"),
        row("c", "mixed", process_defined="no", process_owner="no"),
        row("d", "not", result_measurable="yes"),
        row("e", "took_off"),
    )
    failed = np.array([False, True, True, False])
    for result, beliefs_ in zip(found.sets, SETS, strict=True):
        risks = np.array([c.risks[beliefs_.id].mean for c in found.cases if c.id != "c"])
        assert result.beliefs == beliefs_.id
        assert result.auc == pytest.approx(roc_auc_score(failed, risks))
        assert result.brier == pytest.approx(brier_score_loss(failed, risks))
        base_rate = found.cases[-1].risks[beliefs_.id].mean
        assert result.base_rate_brier == pytest.approx(np.mean((base_rate - failed) ** 2))
    assert [found.count(fate) for fate in Fate] == [2, 2, 1]
    assert [case.known for case in found.cases] == [2, 1, 2, 1, 0]
    assert found.known_share == pytest.approx(6 / (5 * 13))
    assert found.left_out == (
        "external_expertise_used_well",
        "technology_problems",
        "project_type",
    )


def test_silence_is_measured_too() -> None:
    told = {"result_measurable": "no", "process_defined": "no"}
    assert run(row("a"), row("b", "took_off", **told)).silence_auc == 1
    assert run(row("a", **told), row("b", "took_off")).silence_auc == 0
    assert run(row("a"), row("b", "took_off"), row("c", "mixed", **told)).silence_auc == 0.5


def test_a_case_is_scored_like_any_assessment() -> None:
    rows = (row("a", process_defined="no", top_management_attention="yes"), row("b", "took_off"))
    found = run(*rows)
    for beliefs_ in SETS:
        scored = forecast(read(table(*rows))[0].assessment, QUESTIONS, beliefs_)
        assert found.cases[0].risks[beliefs_.id] == scored.risk


def test_mixed_cases_alone_cannot_be_compared() -> None:
    with pytest.raises(InputProblem, match="No case has a clear outcome"):
        run(row("a", "mixed"))


def test_cases_that_all_ended_alike_have_no_auc() -> None:
    assert [result.auc for result in run(row("a"), row("b")).sets] == [None, None]


def test_the_mapping_is_a_file_that_says_why() -> None:
    path = Path(case_mapping.__file__).parent / "data" / "case_mapping.yaml"
    assert isinstance(MAPPING, CaseMapping)
    assert "before any result was looked at" in " ".join(
        path.read_text(encoding="utf-8").replace("#", " ").split()
    )
    assert all(factor.reason.en and factor.reason.ru for factor in MAPPING.columns.values())

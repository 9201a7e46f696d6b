from __future__ import annotations

import time

import pytest

from assessor.domain import typing_back
from assessor.domain.assessment import (
    Answer,
    Assessment,
    EvidenceItem,
    Grade,
    Judgement,
    NotApplicable,
    Rated,
    Unknown,
)
from assessor.domain.numbering import numbers
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Role
from assessor.questionnaire import loader

ASKED = loader.bundled()


def rated(level: int, grade: Grade) -> Rated:
    return Rated(level=level, grade=grade)


@pytest.mark.parametrize(
    ("line", "judgement", "note"),
    [
        ("3.4 2 p", rated(2, Grade.PROVEN), ""),
        ("3.4=2p", rated(2, Grade.PROVEN), ""),
        ("3,4 2", rated(2, Grade.SAID), ""),
        ("3.4 23", rated(2, Grade.PROVEN), ""),
        ("3.4 0 1", rated(0, Grade.SAID), ""),
        ("3.4: 4 H", rated(4, Grade.SHOWN), ""),
        ("3.4 2 д", rated(2, Grade.PROVEN), ""),
        ("3.4 2 п", rated(2, Grade.SHOWN), ""),
        ("3.4 2 с", rated(2, Grade.SAID), ""),
        ("3.4 2з", rated(2, Grade.PROVEN), ""),  # the p key under the Russian layout
        ("3.4 2р", rated(2, Grade.SHOWN), ""),  # the h key under the Russian layout
        ("3.4;2;;memo of May", rated(2, Grade.SAID), "memo of May"),
        ("3.4\t2\t3\tsays so", rated(2, Grade.PROVEN), "says so"),
        ("scale.authority 1 s none, he says", rated(1, Grade.SAID), "none, he says"),
        ("3.4 9", Unknown(), ""),
        ("3.4;u;;said so", Unknown(), "said so"),
        ("3.4 u s", Unknown(), "s"),
        ("3.4;x;;too small", NotApplicable(reason="too small"), ""),
        ("3.4 9 с ними не говорили", Unknown(), "с ними не говорили"),
        ("3.4 u asked three", Unknown(), "asked three"),
        ("3.4 н", Unknown(), ""),
        ("3.4=x greenfield", NotApplicable(reason="greenfield"), ""),
        ("3.4 х", NotApplicable(), ""),
    ],
)
def test_a_line_says_one_answer(line: str, judgement: Judgement, note: str) -> None:
    entry = typing_back.read_line(ASKED, line)
    assert (entry.question, entry.number) == ("scale.authority", "3.4")
    assert entry.judgement == judgement
    assert entry.note == note


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "Nothing was typed."),
        ("9.9 2", "There is no question “9.9”."),
        ("3.4", "Nothing is answered to 3.4."),
        ("3.4 5", "“5” is no answer to 3.4."),
        ("3.4 24", "“24” is no answer to 3.4."),
        ("3.4 9 s", "“9” says that nobody knows"),
        ("3.4;u;s;", "“u” says that nobody knows"),
        ("3.4;9;p;note", "“9” says that nobody knows"),
        ("3.4 -1", "“-1” is no answer to 3.4."),
        ("3.4 2 memo", "There is no evidence grade “memo”."),
        ("3.4 x " + "n" * 2_001, "“3.4” is longer than 2000 characters."),
        ("3.4 2 p " + "n" * 20_001, "“3.4” is longer than 20000 characters."),
    ],
)
def test_what_says_nothing_is_told_with_a_remedy(line: str, told: str) -> None:
    with pytest.raises(InputProblem) as raised:
        typing_back.read_line(ASKED, line, "line 7")
    assert str(raised.value).startswith(f"line 7: {told}")
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("line", "meant"),
    [("2p", "1.2 2p"), ("u", "1.2 u"), ("3 h memo", "1.2 3 h memo"), ("1.1 2", "1.1 2")],
)
def test_without_a_number_the_next_one_is_meant(line: str, meant: str) -> None:
    assert typing_back.in_turn(line, "1.2") == meant
    assert typing_back.in_turn(line, "") == line


def test_many_lines_are_read_or_refused_together() -> None:
    lines = [("f:1", "# a form"), ("f:2", ""), ("f:3", "1.1 2"), ("f:4", "1.2 3 h")]
    assert [e.number for e in typing_back.read_lines(ASKED, lines)] == ["1.1", "1.2"]
    with pytest.raises(InputProblem) as raised:
        typing_back.read_lines(ASKED, [*lines, ("f:5", "1.1 4"), ("f:6", "8.8 1")])
    assert [problem.place for problem in raised.value.all] == ["f:5", "f:6"]


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ('3.4;2;h;"a; b"', "3.4;2;h;a; b"),
        ('3.4,2,h,"a, b"', "3.4;2;h;a, b"),
        ('"3.4";"2"', "3.4;2"),
        ("1.4,3,h,He said so, twice", "1.4;3;h;He said so, twice"),
        ("goal.idea,3,h", "goal.idea;3;h"),
        ("1.4,u", "1.4;u"),
        ("3.4 2 p he said", "3.4 2 p he said"),
        ("3.4;2;h;a; b;;;", "3.4;2;h;a; b"),
        ("3.4,2,h,a,,", "3.4;2;h;a"),
        (";;;", ""),
    ],
)
def test_quotation_marks_of_a_table_are_not_part_of_the_note(line: str, bare: str) -> None:
    assert typing_back.unquoted(line) == bare


def test_a_cell_may_go_on_over_several_lines() -> None:
    text = '1.1;2;s;"one\ntwo; ""quoted""\nthree"\n1.2;3;s;plain\n1.3 3 s "said'
    read = [(number, typing_back.unquoted(row)) for number, row in typing_back.rows(text)]
    assert read[:2] == [(1, '1.1;2;s;one two; "quoted" three'), (4, "1.2;3;s;plain")]
    assert read[2] == (5, '1.3 3 s "said')
    assert [number for number, _ in typing_back.rows('1.1;2;s;"open\n1.2;3')] == [1, 2]


def test_what_is_not_typed_stays() -> None:
    item = EvidenceItem(content="charter")
    before = Answer(role=Role.SPONSOR, who="Anna", note="old", evidence=(item,), follow_up=True)
    assessment = Assessment().with_answer("goal.idea", before)
    entry = typing_back.read_line(ASKED, "1.1 3 h")
    after = typing_back.apply(assessment, entry, Role.SPONSOR).answer_to("goal.idea", Role.SPONSOR)
    assert after == before.model_copy(update={"judgement": rated(3, Grade.SHOWN)})
    renamed = typing_back.apply(assessment, typing_back.read_line(ASKED, "1.1 3 h new"), None, "B")
    assert renamed.answer_to("goal.idea").note == "new"
    assert renamed.answer_to("goal.idea").who == "B"
    assert renamed.answer_to("goal.idea", Role.SPONSOR) == before


LETTERS = {Grade.SAID: "s", Grade.SHOWN: "h", Grade.PROVEN: "p"}


def test_a_whole_form_is_back_in_no_time() -> None:
    known = numbers(ASKED)
    wanted = {
        question.id: rated(place % 5, list(Grade)[place % 3])
        for place, question in enumerate(ASKED.questions)
    }
    lines = [(one, f"{known[one]} {j.level}{LETTERS[j.grade]}") for one, j in wanted.items()]
    began = time.process_time()
    assessment = Assessment()
    for entry in typing_back.read_lines(ASKED, lines):
        assessment = typing_back.apply(assessment, entry, Role.SPONSOR, "Anna")
    assert time.process_time() - began < 2
    assert len(assessment.answers) == 39
    for one, judgement in wanted.items():
        expected = Answer(judgement=judgement, role=Role.SPONSOR, who="Anna")
        assert assessment.answers[one] == (expected,)

"""The voice: words, plurals, numbers, dates and problems in both languages."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import pytest

from assessor.domain.language import Language, Text, message
from assessor.domain.problem import Conflict, InputProblem, Problem, WorkProblem, together
from assessor.language import Voice

EN, RU = Voice(Language.EN), Voice(Language.RU)
SPACE = "\u00a0"


def test_words_are_said_in_the_language() -> None:
    assert EN.say("took off") == "took off"
    assert RU.say("took off") == "взлетел"
    assert RU.text(Text(en="goal", ru="цель")) == "цель"
    assert EN.text(Text(en="goal", ru="цель")) == "goal"


def test_a_message_without_translation_is_said_in_english() -> None:
    assert RU.say("never heard of") == "never heard of"
    assert message("marked") == "marked"


def test_values_are_filled_in_and_a_bare_per_cent_sign_stays() -> None:
    assert EN.say("Written: %(path)s", path="a.pdf") == "Written: a.pdf"
    assert RU.say("80% range") == "Диапазон 80\u00a0%"


@pytest.mark.parametrize(
    ("n", "english", "russian"),
    [
        (1, "Printing 1 report …", "Печатаю 1 отчёт…"),
        (2, "Printing 2 reports …", "Печатаю 2 отчёта…"),
        (5, "Printing 5 reports …", "Печатаю 5 отчётов…"),
        (11, "Printing 11 reports …", "Печатаю 11 отчётов…"),
        (21, "Printing 21 reports …", "Печатаю 21 отчёт…"),
        (1000, "Printing 1,000 reports …", f"Печатаю 1{SPACE}000 отчётов…"),
    ],
)
def test_plurals(n: int, english: str, russian: str) -> None:
    one, many = "Printing %(n)s report …", "Printing %(n)s reports …"
    assert EN.say_many(one, many, n) == english
    assert RU.say_many(one, many, n) == russian


def test_numbers_have_the_separators_of_the_language() -> None:
    assert EN.number(-1234.5, 1) == "\u22121,234.5"
    assert RU.number(-1234.5, 1) == f"\u22121{SPACE}234,5"
    assert (EN.percent(0.625), RU.percent(0.625)) == ("62%", f"62{SPACE}%")
    assert (EN.span(0.48, 0.75), RU.span(0.48, 0.75)) == ("48–75%", f"48–75{SPACE}%")
    assert [EN.points(value) for value in (12.4, -7.2, 0.3, -0.4)] == ["+12", "\u22127", "0", "0"]


def test_dates_are_written_as_people_write_them() -> None:
    assert EN.date(date(2026, 11, 24)) == "24 November 2026"
    assert RU.date(date(2026, 11, 24)) == f"24 ноября 2026{SPACE}г."
    moment = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)
    local = moment.astimezone()  # in the Pacific it is the day after already
    assert EN.moment(moment) == f"{local.day} Nov 2026, {local:%H:%M}"
    assert RU.moment(moment).startswith(f"{local.day} нояб. 2026")


def test_a_problem_is_a_line_with_place_and_remedy() -> None:
    problem = InputProblem(
        "There is no level “%(level)s”.", place="a.yaml:3", remedy="Write it.", level=7
    )
    assert str(problem) == "a.yaml:3: There is no level “7”. Write it."
    assert EN.explain(problem) == str(problem)
    assert RU.explain(problem) == "a.yaml:3: Нет уровня «7». Заполните."
    assert RU.explain(WorkProblem("Stopped.")) == "Остановлено."


def test_several_problems_are_one_line_or_one_line_each() -> None:
    whole = together(InputProblem("Stopped.", place=f"line {n}") for n in range(3))
    assert len(whole.all) == 3
    assert EN.explain(whole) == "line 0: Stopped. (and 2 more problems)"
    assert RU.explain(whole) == "line 0: Остановлено. (и ещё 2 ошибки)"
    assert EN.explain_all(whole) == ("line 0: Stopped.", "line 1: Stopped.", "line 2: Stopped.")


@pytest.mark.parametrize("kind", [Problem, InputProblem, WorkProblem, Conflict])
def test_a_problem_survives_the_way_to_another_process(kind: type[Problem]) -> None:
    problem = kind("“%(key)s” is missing.", place="here", remedy="Add it.", key="k")
    problem.further = (InputProblem("Stopped."),)
    copy = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own bytes
    assert type(copy) is kind
    assert [str(one) for one in copy.all] == [str(one) for one in problem.all]


def test_apostrophes_are_those_of_print_but_values_stay() -> None:
    english = Voice(Language.EN)
    assert english.say("the client's %(name)s", name="O'Brien") == "the client’s O'Brien"
    assert english.say_many("%(n)s client's", "%(n)s clients' words", 2) == "2 clients’ words"
    assert english.text(Text(en="nobody's", ru="ничьё")) == "nobody’s"

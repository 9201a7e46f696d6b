"""Own questionnaires: edits, what keeps one from being published, and files."""

from __future__ import annotations

import pytest
import yaml
from core.questionnaire.made_own import TITLE, changed, filled, named, published

from assessor.domain.assessment import Answer, Assessment, Rated
from assessor.domain.language import Language, Text
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire, Wording
from assessor.questionnaire import editing, loader, writer
from assessor.questionnaire.difference import difference
from assessor.questionnaire.own_rules import SECTION_LIMIT
from assessor.questionnaire.upgrade import edition, switch

BUNDLED = loader.bundled()
THREE = Answer(judgement=Rated(level=3))


def rating(*question_ids: str) -> Assessment:
    answers = dict.fromkeys(question_ids, (THREE,))
    return Assessment(answers=answers, questionnaire=edition(BUNDLED))


def test_an_empty_language_speaks_the_other_one_marked() -> None:
    text = Wording(en="Business idea")
    assert text.speak(Language.EN) == "Business idea"
    assert text.speak(Language.RU) == "[EN] Business idea"
    assert Wording(ru="Идея").speak(Language.EN) == "[RU] Идея"
    assert Wording().speak(Language.EN) == ""


def test_a_text_of_the_program_can_be_taken_over() -> None:
    question = BUNDLED.questions[0].model_copy(update={})
    kept = type(question).model_validate({**dict(question), "short": Text(en="a", ru="б")})
    assert kept.short == Wording(en="a", ru="б")


def test_the_bundled_questionnaire_is_the_same_byte_for_byte() -> None:
    # The digest that assessments of the first release carry.
    assert BUNDLED.digest == "24d53f63118f19359049cca9fcbf385546b574054d8ee63e86bc90c671e18bd6"
    assert BUNDLED.asked is BUNDLED


def test_a_finished_copy_has_no_faults() -> None:
    assert loader.faults(changed()) == []


def test_a_hidden_question_is_not_asked_and_the_edition_stays_the_same() -> None:
    own = published()
    assert "technology.product" not in own.asked.by_id
    assert own.asked.dropped["technology.product"] == "hidden"
    assert own.asked.digest == own.digest
    assert len(own.asked.questions) == 39
    assert len(own.questions) == 40


def test_a_section_whose_questions_are_all_hidden_is_left_out() -> None:
    draft = changed()
    for question in BUNDLED.section_by_id["technology"].questions:
        draft = editing.with_question(draft, question.id, hidden=True)
    assert "technology" in draft.section_by_id
    assert "technology" not in draft.asked.section_by_id


def test_ids_of_added_questions_are_never_used_twice() -> None:
    draft, first = editing.added(changed(), "people")
    gone = editing.removed(draft, first, published={first})
    assert gone.dropped == {first: "removed"}
    again, second = editing.added(gone, "people")
    assert second not in {first, *gone.by_id}
    assert second in again.by_id


def test_a_question_is_added_behind_another() -> None:
    ids = [q.id for q in changed().section_by_id["people"].questions]
    assert ids[ids.index("people.kpi") + 1] == "people.own_a"


def test_an_added_question_can_go_to_another_section_and_its_answers_follow() -> None:
    first = published()
    moved, new_id = editing.rehoused(first, "people.own_a", "goal", {"people.own_a"})
    assert new_id == "goal.own_a"
    assert moved.renamed == {"people.own_a": "goal.own_a"}
    assert loader.faults(moved) == []
    again, last = editing.rehoused(moved, new_id, "scale", {"people.own_a"})
    assert again.renamed == {"people.own_a": last}
    answered = Assessment(answers={"people.own_a": (THREE,)}, questionnaire=edition(first))
    assert switch(answered, loader.stamped(again).asked).answers == {last: (THREE,)}


def test_a_section_is_added_written_moved_and_removed() -> None:
    draft, section_id = editing.with_new_section(changed(), "goal")
    assert section_id == "own_a"
    assert [section.id for section in draft.sections][:3] == ["goal", "own_a", "process"]
    assert list(draft.section_by_id["own_a"].questions[0].levels) == [Wording()] * 5
    places = {fault.place for fault in loader.faults(draft)}
    assert {"sections[2].title", "sections[2].summary"} <= places
    draft = editing.with_section(draft, "own_a", title=named("Law"), summary=named("Whether"))
    draft = filled(draft, "own_a.own_a", "law")
    assert loader.faults(draft) == []
    again = loader.parse_own(writer.write_yaml(loader.stamped(draft)).decode(), "own.yaml")
    assert again.section_by_id["own_a"].title == named("Law")
    last = editing.shifted_section(draft, "own_a", 99)
    assert last.sections[-1].id == "own_a"
    gone = editing.without_section(last, "own_a", BUNDLED.by_id, published=("own_a.own_a",))
    assert "own_a" not in gone.section_by_id
    assert gone.dropped["own_a.own_a"] == "removed"
    # An id that an edition has had is not given again: answers would find the wrong question.
    assert editing.with_new_section(gone)[1] == "own_b"
    assert editing.with_new_section(draft)[0].sections[-1].id == "own_b"


def test_sections_of_the_program_stay_and_a_full_questionnaire_grows_no_more() -> None:
    draft = changed()
    assert editing.without_section(draft, "goal", BUNDLED.by_id, ()) is draft
    for _ in range(SECTION_LIMIT):
        draft, _ = editing.with_new_section(draft)
    assert len(draft.sections) == SECTION_LIMIT
    assert editing.with_new_section(draft) == (draft, None)


def test_order_changes_within_bounds() -> None:
    ids = [q.id for q in BUNDLED.sections[0].questions]
    up = editing.shifted(BUNDLED, ids[0], -3)
    assert up == BUNDLED
    down = editing.shifted(BUNDLED, ids[0], 99)
    assert [q.id for q in down.sections[0].questions] == [*ids[1:], ids[0]]
    sections = editing.shifted_section(BUNDLED, "technology", -1)
    assert [s.id for s in sections.sections][-2:] == ["technology", "competence"]


@pytest.mark.parametrize(
    ("field", "value", "place", "words"),
    [
        ("text", Wording(), "sections[1].questions[1].text", "blank in both languages"),
        ("short", named("x" * 61), "sections[1].questions[1].short.en", "longer than 60"),
        ("levels", (named("same"),) * 5, "sections[1].questions[1].levels", "read the same"),
    ],
)
def test_a_fault_names_the_path_to_its_text(
    field: str, value: object, place: str, words: str
) -> None:
    faults = loader.faults(editing.with_question(changed(), "goal.idea", **{field: value}))
    assert any(fault.place == place and words in str(fault) for fault in faults), faults


def test_nothing_asked_and_the_id_of_the_program_are_refused() -> None:
    draft = changed()
    for question in draft.questions:
        draft = editing.with_question(draft, question.id, hidden=True)
    assert any("nothing is asked" in str(fault) for fault in loader.faults(draft))
    assert any("an id of its own" in str(fault) for fault in loader.faults(BUNDLED))


def test_too_many_questions_are_refused() -> None:
    draft = changed()
    for _ in range(120):
        draft, added = editing.added(draft, "people")
        draft = filled(draft, added, added)
    assert any("more than 150" in str(fault) for fault in loader.faults(draft))


def test_yaml_reads_back_as_the_same_questionnaire() -> None:
    own = published()
    written = writer.write_yaml(own)
    again = loader.parse_own(written.decode(), "own.yaml")
    assert again == own
    assert writer.write_yaml(again) == written
    assert loader.parse(writer.write_yaml(BUNDLED).decode(), "b.yaml") == BUNDLED


@pytest.mark.parametrize("odd", ["yes", "0E0", "a\u2028b", "‘: #", "- x", "true", "null", "12"])
def test_odd_words_come_back_as_they_were(odd: str) -> None:
    own = editing.with_title(changed(), Wording(en=odd, ru=""))
    assert loader.parse_own(writer.write_yaml(own).decode(), "own.yaml").title.en == odd


def test_one_language_is_enough_for_an_own_questionnaire_only() -> None:
    plain = yaml.safe_load(writer.write_yaml(published()))
    plain["title"] = {"en": "Only English"}
    text = yaml.safe_dump(plain, sort_keys=False)
    assert loader.parse_own(text, "own.yaml").title.ru == ""
    with pytest.raises(InputProblem, match=r"title\.ru” is missing"):
        loader.parse(text, "own.yaml")


def test_an_id_that_cannot_be_one_is_told_how_ids_are_written() -> None:
    plain = yaml.safe_load(writer.write_yaml(published()))
    plain["id"] = "Ours 2"
    plain["sections"][0]["questions"][0]["id"] = "goal.x0"
    with pytest.raises(InputProblem) as caught:
        loader.parse_own(yaml.safe_dump(plain, sort_keys=False), "own.yaml")
    told = [str(problem) for problem in caught.value.all]
    assert any("“Ours 2”. Write small Latin letters, digits and “_” only" in one for one in told)
    assert any("“goal.x0”. Write its section, a dot and a name" in one for one in told)


@pytest.mark.parametrize(
    ("hostile", "words"),
    [
        ("id: own_a\nversion: &a '1'\ntitle: *a\n", "q.yaml:2: Anchors"),
        ("id: !!python/object:os.system x\n", "q.yaml:1: Tags"),
        ("id: own_a\nid: own_b\n", "q.yaml:2: The key"),
        ("a: " + "[" * 30 + "]" * 30, "q.yaml:1: Values are nested"),
        ("id: own_a\nversion: '1'\nevil: 1\n", "q.yaml:3: “evil”"),
    ],
)
def test_hostile_yaml_is_refused_with_its_line(hostile: str, words: str) -> None:
    with pytest.raises(InputProblem) as caught:
        loader.parse_any(hostile, "q.yaml")
    assert any(words in str(problem) for problem in caught.value.all)


def test_the_difference_tells_every_kind_of_change_and_what_becomes_of_answers() -> None:
    assessed = rating("goal.idea", "technology.product", "goal.owner")
    found = difference(BUNDLED, published(), assessed)
    assert [c.id for c in found.added] == ["people.own_a"]
    assert [c.id for c in found.removed] == ["technology.product"]
    assert [c.id for c in found.reworded] == ["goal.idea"]
    assert [c.id for c in found.moved] == ["goal.owner"]
    assert found.kept == ("goal.idea", "goal.owner")
    assert found.set_aside == ("technology.product",)
    assert found.reworded[0].after is not None
    assert found.reworded[0].after.en == "Why this CRM?"


def test_nothing_differs_from_itself() -> None:
    assert difference(BUNDLED, BUNDLED).is_none


def test_answers_that_are_set_aside_come_back_with_their_question() -> None:
    own: Questionnaire = published()
    assessed = rating("goal.idea", "technology.product")
    there = switch(assessed, own.asked)
    assert there.answers == {"goal.idea": (THREE,)}
    assert there.retired == {"technology.product": (THREE,)}
    assert there.questionnaire == edition(own)
    back = switch(there, BUNDLED)
    assert back.answers == assessed.answers
    assert back.retired == {}
    assert difference(own, BUNDLED, there).returned == ("technology.product",)


def test_answers_to_an_added_question_are_set_aside_by_the_bundled_one() -> None:
    assessed = Assessment(answers={"people.own_a": (THREE,)}, questionnaire=edition(published()))
    assert switch(assessed, BUNDLED).retired == {"people.own_a": (THREE,)}


def test_versions_count_up() -> None:
    assert editing.next_version([]) == "1"
    assert editing.next_version(["1", "9", "2.0"]) == "10"
    assert editing.copied(BUNDLED, TITLE, {"own_a"}).id == "own_b"

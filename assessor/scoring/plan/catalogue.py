"""Reads what can be done, from the file that comes with the program or from text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from assessor.domain.frozen import Frozen
from assessor.domain.plan import Action, FailureStory
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import Questionnaire
from assessor.questionnaire import strict_yaml
from assessor.questionnaire.complaints import complaints
from assessor.questionnaire.marked import Marked

Model = TypeVar("Model", bound=BaseModel)


class ActionCatalogue(Frozen):
    """All actions that can be planned with."""

    id: str
    version: str
    actions: tuple[Action, ...] = Field(min_length=1)

    @cached_property
    def by_id(self) -> Mapping[str, Action]:
        """Return the actions by id."""
        return {action.id: action for action in self.actions}

    @cached_property
    def in_order(self) -> tuple[Action, ...]:
        """Return the actions so that each comes after those it rests on."""
        waits_for = {action.id: sorted(action.after) for action in self.actions}
        return tuple(self.by_id[a] for a in TopologicalSorter(waits_for).static_order())

    def for_question(self, question_id: str) -> tuple[Action, ...]:
        """Return the actions that improve the answer to a question."""
        return tuple(action for action in self.actions if action.question == question_id)


class FailureStories(Frozen):
    """The ways in which projects usually fail."""

    id: str
    version: str
    stories: tuple[FailureStory, ...] = Field(min_length=1)


def own_data(name: str) -> Any:
    """Return the plain data of a file of this package's that ships with the program."""
    source = files("assessor.scoring") / "data" / name
    return strict_yaml.load_own(source.read_text(encoding="utf-8"))


@cache
def bundled_actions() -> ActionCatalogue:
    """Return the actions that come with the program."""
    return ActionCatalogue.model_validate(own_data("actions.yaml"))


@cache
def bundled_stories() -> FailureStories:
    """Return the failure stories that come with the program."""
    return FailureStories.model_validate(own_data("failure_stories.yaml"))


def parse_actions(text: str, place: str, questionnaire: Questionnaire) -> ActionCatalogue:
    """Return the actions of a YAML text; an InputProblem with all that is wrong otherwise."""
    marked = strict_yaml.load_marked(text, place)
    catalogue = _validated(ActionCatalogue, marked)
    _raise_all(_wrong_actions(catalogue, questionnaire, marked))
    return catalogue


def parse_stories(text: str, place: str, questionnaire: Questionnaire) -> FailureStories:
    """Return the stories of a YAML text; an InputProblem with all that is wrong otherwise."""
    marked = strict_yaml.load_marked(text, place)
    found = _validated(FailureStories, marked)
    _raise_all(_wrong_stories(found, questionnaire, marked))
    return found


def _validated(model: type[Model], marked: Marked) -> Model:
    try:
        return model.model_validate(marked.value)
    except ValidationError as error:
        raise together(complaints(error, marked, model)) from None


def _raise_all(problems: Iterator[InputProblem]) -> None:
    found = list(problems)
    if found:
        raise together(found)


def _wrong_actions(
    catalogue: ActionCatalogue, questionnaire: Questionnaire, marked: Marked
) -> Iterator[InputProblem]:
    seen: set[str] = set()
    for index, action in enumerate(catalogue.actions):
        yield from _duplicate(action.id, seen, marked.where(("actions", index, "id")))
        place = marked.where(("actions", index, "question"))
        yield from _unknown_question(action.question, questionnaire, place)
        for number, before in enumerate(action.after):
            if before not in catalogue.by_id:
                yield InputProblem(
                    "There is no action “%(id)s” to come first.",
                    place=marked.where(("actions", index, "after", number)),
                    remedy="Name an action of this file, or remove the entry.",
                    id=before,
                )
    yield from _cycle(catalogue, marked)


def _wrong_stories(
    found: FailureStories, questionnaire: Questionnaire, marked: Marked
) -> Iterator[InputProblem]:
    seen: set[str] = set()
    for index, story in enumerate(found.stories):
        yield from _duplicate(story.id, seen, marked.where(("stories", index, "id")))
        for number, question_id in enumerate(story.questions):
            place = marked.where(("stories", index, "questions", number))
            yield from _unknown_question(question_id, questionnaire, place)


def _duplicate(name: str, seen: set[str], place: str) -> Iterator[InputProblem]:
    if name in seen:
        yield InputProblem(
            "The id “%(id)s” is used twice.",
            place=place,
            remedy="Give one of the two another id.",
            id=name,
        )
    seen.add(name)


def _unknown_question(
    question_id: str, questionnaire: Questionnaire, place: str
) -> Iterator[InputProblem]:
    if question_id not in questionnaire.by_id:
        yield InputProblem(
            "The questionnaire has no question “%(id)s”.",
            place=place,
            remedy="Name a question of the questionnaire.",
            id=question_id,
        )


def _cycle(catalogue: ActionCatalogue, marked: Marked) -> Iterator[InputProblem]:
    try:
        TopologicalSorter({a.id: a.after for a in catalogue.actions}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        index = [action.id for action in catalogue.actions].index(circle[0])
        yield InputProblem(
            "These actions wait for each other: %(circle)s.",
            place=marked.where(("actions", index, "after")),
            remedy="Remove one of the entries under “after”.",
            circle=" → ".join(circle),
        )

"""Own questionnaires in the database: editions for good, one draft each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from core.questionnaire.made_own import changed, published

from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Wording
from assessor.questionnaire import editing, loader
from assessor.store.repository import Repository


def test_a_draft_is_kept_however_unfinished(repository: Repository) -> None:
    shelf = repository.questionnaires
    draft = editing.with_question(changed(), "goal.idea", text=Wording())
    shelf.save_draft(draft)
    shelf.save_draft(editing.with_title(draft, Wording(en="Later")))
    (own,) = shelf.listed()
    assert own.title.en == "Later"
    assert own.editions == ()
    assert own.draft is not None
    assert own.draft.by_id["goal.idea"].text == Wording()


def test_publishing_freezes_and_ends_the_draft(repository: Repository) -> None:
    shelf = repository.questionnaires
    shelf.save_draft(changed())
    shelf.publish(published())
    shelf.publish(published())
    (own,) = shelf.listed()
    assert own.draft is None
    assert [edition.version.version for edition in own.editions] == ["1"]
    assert shelf.edition(published().digest) == published()
    assert shelf.named(published().id, "1") == published()
    assert shelf.edition("0" * 64) is None


def test_the_newest_edition_is_the_first(repository: Repository) -> None:
    shelf = repository.questionnaires
    shelf.publish(published())
    second = loader.stamped(changed().model_copy(update={"version": "2"}))
    shelf.publish(second)
    (own,) = shelf.listed()
    assert own.newest is not None
    assert own.newest.version.version == "2"
    assert len(own.editions) == 2


def test_a_deleted_one_is_off_the_list_but_still_found(repository: Repository) -> None:
    shelf = repository.questionnaires
    shelf.publish(published())
    shelf.save_draft(changed())
    shelf.delete(published().id)
    assert shelf.listed() == ()
    assert shelf.edition(published().digest) == published()
    assert shelf.ids() == {published().id}
    shelf.restore(published().id)
    assert len(shelf.listed()) == 1


def test_a_draft_can_be_forgotten(repository: Repository) -> None:
    shelf = repository.questionnaires
    shelf.publish(published())
    shelf.save_draft(changed())
    shelf.drop_draft(published().id)
    assert shelf.listed()[0].draft is None


def test_a_changed_byte_is_noticed_and_hides_nothing_else(
    repository: Repository, path: Path
) -> None:
    repository.questionnaires.publish(published())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE questionnaire_editions SET document = replace(document, 'this CRM', 'that')"
        )
    with pytest.raises(InputProblem, match="damaged"):
        repository.questionnaires.edition(published().digest)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE questionnaire_editions SET document = '{'")
    assert repository.questionnaires.listed() == ()

"""A database that cannot be used can be looked at: it answers, takes nothing and stays as it is."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assessor.domain.assessment import (
    Answer,
    Assessment,
    EvidenceItem,
    EvidenceKind,
    Project,
    Rated,
)
from assessor.domain.problem import InputProblem, Problem, Trouble, WorkProblem
from assessor.domain.questionnaire import Wording
from assessor.service import Service
from assessor.settings import Settings
from assessor.store import salvage, tables
from assessor.store.looking import View

LEVEL_3 = Answer(judgement=Rated(level=3))
PAPER = b"a scanned contract"


@pytest.fixture
def stored(service: Service, file: Path) -> list[Assessment]:
    """Assessments with all that hangs on one: a file, an own questionnaire, one deleted."""
    draft = service.copy_questionnaire(service.questionnaire, Wording(en="Ours", ru="Наш"))
    own = service.publish(draft)
    service.copy_questionnaire(own, Wording(en="Next", ru="Следующий"))
    made = [service.create(Project(client=f"Client {n}")) for n in range(30)]
    made[1] = service.save(service.switch(made[1], own))
    name = service.attach(PAPER)
    item = EvidenceItem(kind=EvidenceKind.FILE, content="contract.pdf", attachment=name)
    made[2] = service.save(
        made[2].with_answer("goal.idea", LEVEL_3.model_copy(update={"evidence": (item,)}))
    )
    service.delete(made[0].id)
    service.close()
    return made


def content_of(file: Path) -> dict[str, str]:
    """Return the digest of every file in the folder of the database."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in file.parent.iterdir()
        if path.is_file()
    }


def zero_a_page(file: Path) -> None:
    content = bytearray(file.read_bytes())
    begin = int(len(content) * 0.6) // 4096 * 4096
    content[begin : begin + 4096] = bytes(4096)
    file.write_bytes(content)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: -2 * 4096])


def spare(file: Path) -> None:
    assert file.exists()


def spoil_an_index(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql=replace(sql, 'changed', 'client') WHERE name=?",
            ("ix_assessments_deleted",),
        )


@pytest.mark.parametrize("spoil", [zero_a_page, spoil_an_index, cut_short, spare])
def test_what_is_whole_can_be_looked_at(
    service: Service, file: Path, stored: list[Assessment], spoil: Callable[[Path], None]
) -> None:
    spoil(file)
    before = content_of(file)
    read, lost = service.look()
    assert service.is_looking
    assert service.opened_database == ""
    rows = (*service.rows(), *service.deleted_rows())
    assert len(rows) == read >= 20
    assert lost > 0 or read == len(stored)
    originals = {kept.id: kept for kept in stored}
    for row in rows:
        assert service.load(row.id) == originals[row.id]
    assert content_of(file) == before


def test_everything_that_hangs_on_an_assessment_is_there(
    service: Service, file: Path, stored: list[Assessment]
) -> None:
    spoil_an_index(file)
    fresh = Service.open(Settings())
    assert fresh.look() == (30, 0)
    assert [row.id for row in fresh.deleted_rows()] == [stored[0].id]
    assert [own.draft is not None for own in fresh.own_questionnaires()] == [True, False]
    assert fresh.questionnaire_of(fresh.load(stored[1].id)).title.en == "Ours"
    target = file.with_name("out.takeoff")
    fresh.write(fresh.load(stored[2].id), target)
    assert list(fresh.parcel(target).attachments.values()) == [PAPER]
    fresh.close()


def test_nothing_can_be_changed_in_it(
    service: Service, file: Path, stored: list[Assessment]
) -> None:
    zero_a_page(file)
    before = content_of(file)
    service.look()
    row = service.rows()[0]
    kept = service.load(row.id)
    changes: list[Callable[[], object]] = [
        service.create,
        lambda: service.save(kept.with_answer("goal.idea", LEVEL_3)),
        lambda: service.duplicate(kept),
        lambda: service.delete(row.id),
        lambda: service.restore(service.deleted_rows()[0].id),
        lambda: service.attach(b"more"),
        lambda: service.save_draft(service.questionnaire),
        lambda: service.repository.purge(service.clock()),
        lambda: service.repository.note_basis("x"),
    ]
    for change in changes:
        with pytest.raises(WorkProblem, match="only a view"):
            change()
    assert service.load(row.id) == kept
    assert not service.wants_backup()
    assert content_of(file) == before


def test_the_way_back_leads_to_the_database_itself(
    service: Service, file: Path, stored: list[Assessment]
) -> None:
    sound = file.read_bytes()
    zero_a_page(file)
    service.look()
    service.stop_looking()
    with pytest.raises(InputProblem, match="damaged"):
        service.rows()
    file.write_bytes(sound)
    assert len(service.rows()) == 29
    assert not service.is_looking


def test_one_that_somebody_holds_can_be_looked_at(
    service: Service, file: Path, stored: list[Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessor.store.looking.PATIENCE_SECONDS", 0.01)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert service.look() == (30, 0)
        service.stop_looking()
        other.execute("ROLLBACK")


def test_an_older_one_is_shown_as_it_would_be_now(
    service: Service, file: Path, stored: list[Assessment]
) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as older:
        older.execute("UPDATE alembic_version SET version_num = '0001'")
        older.execute("DROP TABLE questionnaire_drafts")
        older.execute("DROP TABLE questionnaire_editions")
    before = content_of(file)
    assert service.look() == (30, 0)
    assert service.own_questionnaires() == ()
    assert content_of(file) == before


def test_a_newer_one_is_refused_and_one_without_anything_is_not_shown(
    service: Service, file: Path, stored: list[Assessment]
) -> None:
    with closing(sqlite3.connect(file)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Problem) as told:
        service.look()
    assert told.value.trouble is Trouble.NEWER
    file.write_bytes(b"no database" * 500)
    assert service.look() == (0, 0)
    assert not service.is_looking
    file.unlink()
    with pytest.raises(Problem) as told:
        View(file)
    assert told.value.trouble is Trouble.GONE


def test_what_is_taken_over_is_what_it_was(
    service: Service, file: Path, stored: list[Assessment]
) -> None:
    spoil_an_index(file)
    fresh = Service.open(Settings())
    aside = fresh.set_database_aside()
    assert aside is not None
    assert fresh.salvage(aside) == (30, 0)
    assert {row.id for row in fresh.rows()} == {kept.id for kept in stored[1:]}
    assert [row.id for row in fresh.deleted_rows()] == [stored[0].id]
    for kept in stored:
        assert fresh.load(kept.id) == kept
    assert fresh.attachment(hashlib.sha256(PAPER).hexdigest()) == PAPER
    assert fresh.questionnaire_of(stored[1]).title.en == "Ours"
    changed = fresh.save(fresh.load(stored[3].id).with_answer("goal.idea", LEVEL_3))
    assert fresh.load(stored[3].id) == changed
    fresh.close()


@pytest.mark.parametrize("spoilt", [{2}, {3, 4}, {1, 3}])
def test_only_what_is_spoilt_is_lost_and_all_of_it_is_counted(
    tmp_path: Path, spoilt: set[int]
) -> None:
    """Texts too long for their page go on elsewhere; the row numbers stay readable."""
    path = tmp_path / "plain.db"
    with closing(sqlite3.connect(path)) as made, made:
        names = ", ".join(column.name for column in tables.assessments.columns)
        made.execute(f"CREATE TABLE assessments ({names})")
        for number in range(1, 5):
            content = f"row {number} " + "x" * 12_000
            made.execute("INSERT INTO assessments (id) VALUES (?)", (content,))
    data = bytearray(path.read_bytes())
    for number in spoilt:
        begin = data.index(b"x", data.index(f"row {number} ".encode()))
        goes_on_at = begin + len(re.match(rb"x+", data[begin:])[0])
        data[goes_on_at : goes_on_at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as damaged:
        rows = list(salvage._rows(damaged, tables.assessments))
    assert [row is None for row in rows] == [number in spoilt for number in range(1, 5)]

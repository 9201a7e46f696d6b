"""A database that is moved, deleted, replaced or damaged: nothing is lost, nothing overwritten."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assessor.domain.assessment import Answer, Project, Rated
from assessor.domain.problem import Problem, Trouble
from assessor.service import DATABASE, Service
from assessor.settings import Settings

LEVEL_3 = Answer(judgement=Rated(level=3))


def trouble_of(do: Callable[[], object]) -> Trouble | None:
    with pytest.raises(Problem) as told:
        do()
    return told.value.trouble


def test_nothing_is_written_into_a_file_that_was_deleted(service: Service, file: Path) -> None:
    kept = service.create(Project(client="Acme"))
    aside = file.with_name("elsewhere.db")
    file.rename(aside)
    changed = kept.with_answer("goal.idea", LEVEL_3)
    assert trouble_of(lambda: service.save(changed)) is Trouble.GONE
    assert trouble_of(service.rows) is Trouble.GONE
    assert not file.exists()
    aside.rename(file)
    service.save(changed)
    assert service.load(kept.id).answer_to("goal.idea") == LEVEL_3


def test_a_file_put_in_its_place_is_gone_on_with(service: Service, file: Path) -> None:
    kept = service.create(Project(client="Acme"))
    backup = file.read_bytes()
    service.create(Project(client="Beta"))
    fresh = file.with_name("fresh.db")
    fresh.write_bytes(backup)
    fresh.replace(file)
    assert [row.id for row in service.rows()] == [kept.id]


def test_a_known_database_that_is_missing_is_missed_and_not_begun_anew(file: Path) -> None:
    service = Service.open(Settings(known_database=f"sqlite:///{file}"))
    assert trouble_of(service.rows) is Trouble.GONE
    assert not file.exists()


def test_a_folder_on_a_removed_drive_is_not_made(tmp_path: Path) -> None:
    drive = tmp_path / "usb"
    service = Service.open(Settings(database=f"sqlite:///{drive / 'a.db'}"))
    assert trouble_of(service.rows) is Trouble.GONE
    assert not drive.exists()


def test_a_damaged_one_is_set_aside_byte_for_byte(service: Service, file: Path) -> None:
    rubbish = b"this was never a database" * 50
    file.write_bytes(rubbish)
    assert trouble_of(service.rows) is Trouble.DAMAGED
    file.with_name(f"{DATABASE}-journal").write_bytes(b"journal")
    aside = service.set_database_aside()
    assert aside.read_bytes() == rubbish
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == b"journal"
    assert service.rows() == ()
    assert service.salvage(aside) == (0, 0)


@pytest.mark.parametrize("place", [0.35, 0.6, 0.9])
def test_what_is_whole_is_taken_over(service: Service, file: Path, place: float) -> None:
    stored = [service.create(Project(client=f"Client {n}")) for n in range(60)]
    service.delete(stored[0].id)
    service.close()
    content = bytearray(file.read_bytes())
    begin = int(len(content) * place) // 4096 * 4096
    content[begin : begin + 4096] = bytes(4096)
    file.write_bytes(content)
    assert trouble_of(service.rows) is Trouble.DAMAGED
    aside = service.set_database_aside()
    read, lost = service.salvage(aside)
    assert aside.read_bytes() == content
    rows = (*service.rows(), *service.deleted_rows())
    assert read == len(rows) >= 40
    assert lost > 0 or read == 60
    originals = {kept.id: kept for kept in stored}
    for row in rows:
        assert service.load(row.id).project == originals[row.id].project


def test_a_copy_is_the_same_bytes(service: Service, file: Path, tmp_path: Path) -> None:
    service.create(Project(client="Acme"))
    target = tmp_path / "copy.db"
    service.copy_database(target)
    assert target.read_bytes() == file.read_bytes()


def test_a_newer_program_that_took_the_database_over_is_not_written_over(
    service: Service, file: Path
) -> None:
    kept = service.create(Project(client="Acme"))
    with closing(sqlite3.connect(file)) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()
    changed = kept.with_answer("goal.idea", LEVEL_3)
    assert trouble_of(lambda: service.save(changed)) is Trouble.NEWER
    assert trouble_of(lambda: service.delete(kept.id)) is Trouble.NEWER
    assert file.read_bytes() == before


def test_an_emptied_file_is_called_damaged(service: Service, file: Path) -> None:
    kept = service.create(Project(client="Acme"))
    file.write_bytes(b"")
    assert trouble_of(lambda: service.save(kept)) is Trouble.DAMAGED


def test_a_known_database_that_was_emptied_is_not_begun_anew(file: Path) -> None:
    url = f"sqlite:///{file}"
    file.write_bytes(b"")
    service = Service.open(Settings(database=url, known_database=url))
    assert trouble_of(service.rows) is Trouble.DAMAGED
    assert file.read_bytes() == b""
    service.close()


def test_a_table_that_is_gone_is_damage(service: Service, file: Path) -> None:
    kept = service.create(Project(client="Acme"))
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("DROP TABLE assessments")
    assert trouble_of(lambda: service.load(kept.id)) is Trouble.DAMAGED

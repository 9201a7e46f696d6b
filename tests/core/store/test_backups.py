"""A backup is one only when it was read again; what is damaged never pushes a good one out."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessor.domain.assessment import Answer, Assessment, Project, Rated
from assessor.domain.problem import Problem, Trouble
from assessor.service import Service
from assessor.store import backups

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
CONTENT = b"Minutes of 4 May. " * 500


@pytest.fixture
def service(stopped_service: Service) -> Service:
    return stopped_service


@pytest.fixture
def kept(service: Service) -> Assessment:
    service.attach(CONTENT)
    return service.create(Project(client="Acme"))


def _database(service: Service) -> Path:
    path = service.database_file
    assert path is not None
    return path


def _later(service: Service, minutes: int) -> None:
    moment = NOON + timedelta(minutes=minutes)
    service.clock = lambda: moment


def _change(service: Service, kept: Assessment, level: int) -> Assessment:
    loaded = service.load(kept.id)
    return service.save(loaded.with_answer("goal.idea", Answer(judgement=Rated(level=level))))


def test_a_backup_holds_all_and_the_database_is_gone_back_to(
    service: Service, kept: Assessment
) -> None:
    first = service.back_up()
    assert first is not None
    _change(service, kept, 4)
    aside = service.go_back_to(first)
    assert service.load(kept.id).answers == {}
    assert service.attachment(service.attach(CONTENT)) == CONTENT
    assert aside is not None
    with closing(sqlite3.connect(aside)) as connection:
        (document,) = connection.execute("SELECT document FROM assessments").fetchone()
    assert '"level":4' in document


def test_nothing_is_copied_twice_and_each_change_is(service: Service, kept: Assessment) -> None:
    first = service.back_up()
    _later(service, 31)
    assert service.back_up() == first
    _change(service, kept, 1)
    second = service.back_up()
    assert service.backups() == (second, first)
    assert all(backup.size == backup.path.stat().st_size for backup in service.backups())


def test_one_is_wanted_half_an_hour_after_the_last(service: Service, kept: Assessment) -> None:
    assert service.wants_backup()
    service.back_up()
    _later(service, 29)
    _change(service, kept, 2)
    assert not service.wants_backup()
    _later(service, 30)
    assert service.wants_backup()
    _later(service, -60)  # the clock was ahead when it was made
    assert service.wants_backup()


def test_only_the_owner_may_read_a_backup(service: Service, kept: Assessment) -> None:
    made = service.back_up()
    assert made is not None
    assert stat.S_IMODE(made.path.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_a_damaged_text_is_told_and_no_good_backup_goes(service: Service, kept: Assessment) -> None:
    good = service.back_up()
    with closing(sqlite3.connect(_database(service))) as connection, connection:
        connection.execute("UPDATE assessments SET document = replace(document, 'Acme', 'Emca')")
    _later(service, 31)
    with pytest.raises(Problem) as caught:
        service.back_up()
    assert caught.value.values["lost"] == 1
    assert service.backups() == (good,)
    assert good is not None
    copies = {path.name for path in backups.folder_of(_database(service)).iterdir()}
    assert copies == {good.path.name, "takeoff-20261124T123100Z-damaged.db"}


@pytest.mark.parametrize("place", [100, 5_100])
def test_a_backup_whose_bytes_were_changed_is_refused_and_nothing_moves(
    service: Service, kept: Assessment, place: int
) -> None:
    made = service.back_up()
    assert made is not None
    data = bytearray(made.path.read_bytes())
    data[place : place + 600] = b"\xff" * 600
    made.path.write_bytes(bytes(data))
    before = _database(service).read_bytes()
    for attempt in (service.verify_backup, service.go_back_to):
        with pytest.raises(Problem) as caught:
            attempt(made)
        assert caught.value.place == str(made.path)
        assert caught.value.trouble is None  # it is the backup's, not the database's
    assert _database(service).read_bytes() == before
    assert [path.name for path in _database(service).parent.glob("*.unfinished")] == []


@pytest.mark.parametrize("content", [b"", b"no database at all " * 400])
def test_what_is_no_database_is_not_backed_up(
    service: Service, kept: Assessment, content: bytes
) -> None:
    good = service.back_up()
    service.close()
    _database(service).write_bytes(content)
    _later(service, 31)
    with pytest.raises(Problem) as caught:
        service.back_up()
    assert caught.value.trouble is Trouble.DAMAGED
    assert service.backups() == (good,)
    assert _database(service).read_bytes() == content


def test_a_database_that_is_gone_is_told_and_comes_back_from_its_backup(
    service: Service, kept: Assessment
) -> None:
    good = service.back_up()
    assert good is not None
    service.close()
    _database(service).unlink()
    with pytest.raises(Problem) as caught:
        service.back_up()
    assert caught.value.trouble is Trouble.GONE
    assert service.go_back_to(good) is None
    assert [row.client for row in service.rows()] == ["Acme"]


def test_where_no_folder_can_be_made_there_is_a_sentence(
    service: Service, kept: Assessment
) -> None:
    backups.folder_of(_database(service)).write_text("in the way")
    with pytest.raises(Problem):
        service.back_up()
    assert service.backups() == ()


def test_a_backup_that_is_gone_is_told(service: Service, kept: Assessment) -> None:
    made = service.back_up()
    assert made is not None
    made.path.unlink()
    for attempt in (service.verify_backup, service.go_back_to):
        with pytest.raises(Problem):
            attempt(made)
    assert [row.client for row in service.rows()] == ["Acme"]


def test_what_was_left_unfinished_or_is_somebody_elses_is_neither_listed_nor_touched(
    service: Service, kept: Assessment
) -> None:
    made = service.back_up()
    folder = backups.folder_of(_database(service))
    digest = "0123456789abcdef"
    for stem in ("notes", "takeoff-20269999T120000Z", "other-20261124T120000Z"):
        (folder / f"{stem}-{digest}.db").write_text("mine")
    (folder / f"takeoff-20261124T130000Z-{digest}.db").mkdir()
    assert service.backups() == (made,)
    _later(service, 31)
    _change(service, kept, 2)
    service.back_up()
    assert len(list(folder.iterdir())) == 6


def test_what_an_end_in_the_middle_has_left_goes(service: Service, kept: Assessment) -> None:
    folder = backups.folder_of(_database(service))
    folder.mkdir()
    for ending in (".unfinished", ".unfinished-journal"):
        (folder / f"takeoff-20261123T120000Z{ending}").write_text("half")
    made = service.back_up()
    assert made is not None
    assert list(folder.iterdir()) == [made.path]


def test_of_many_the_old_ones_go(service: Service, kept: Assessment) -> None:
    level = 0
    for day in (0, 1, 100, 101, 200):
        for hour in (0, 1):
            _later(service, day * 1_440 + hour * 60)
            level = (level + 1) % 5
            _change(service, kept, level)
            service.back_up()
    days = [(backup.moment - NOON) // timedelta(days=1) for backup in service.backups()]
    assert days == [200, 200, 101, 100, 1, 0]


def test_the_one_just_made_stays_though_the_clock_was_set_back(
    service: Service, kept: Assessment
) -> None:
    for minutes in range(0, 14_400, 1_440):
        _later(service, minutes)
        _change(service, kept, minutes // 1_440 % 5)
        service.back_up()
    _later(service, -1_440)
    _change(service, kept, 3)
    made = service.back_up()
    assert made in service.backups()


def _opened_every_ten_days(service: Service, days: int) -> None:
    for day in range(0, days + 1, 10):
        service.close()
        _later(service, day * 24 * 60)
        service.rows()


def test_before_old_things_go_for_good_there_is_a_backup_of_them(
    service: Service, kept: Assessment
) -> None:
    service.delete(kept.id)
    _opened_every_ten_days(service, 30)
    assert service.backups() == ()
    _opened_every_ten_days(service, 40)
    assert service.deleted_rows() == ()
    (backup,) = service.backups()
    service.go_back_to(backup)
    assert service.load(kept.id) == kept


def test_nothing_goes_for_good_while_there_can_be_no_backup(
    service: Service, kept: Assessment
) -> None:
    service.delete(kept.id)
    backups.folder_of(_database(service)).write_bytes(b"in the way")
    _opened_every_ten_days(service, 40)
    assert [row.id for row in service.deleted_rows()] == [kept.id]

"""What is saved is there, what is damaged is named, and nobody overwrites anybody."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assessor.domain.assessment import Answer, Assessment, EvidenceItem, EvidenceKind, Project
from assessor.domain.canonical import digest_of_bytes
from assessor.domain.portfolio import UNREADABLE, Summary
from assessor.domain.problem import Conflict, InputProblem, WorkProblem
from assessor.domain.risk import Verdict
from assessor.store.document import attachments_of
from assessor.store.repository import Repository

NOTHING = "0" * 64


def change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def read(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        return connection.execute(statement).fetchall()


def with_file(assessment: Assessment, sha256: str) -> Assessment:
    item = EvidenceItem(kind=EvidenceKind.FILE, content="memo.pdf", attachment=sha256)
    return assessment.with_answer("goal.owner", Answer(evidence=(item,)))


def test_what_is_saved_is_loaded_unchanged(
    repository: Repository, acme: Assessment, summary: Summary
) -> None:
    repository.save(acme, summary)
    assert repository.load(acme.id) == acme
    assert acme.id in repository
    assert "other" not in repository


def test_it_is_there_after_opening_again(url: str, acme: Assessment, summary: Summary) -> None:
    for _ in range(3):
        opened = Repository(url)
        if acme.id not in opened:
            opened.save(acme, summary)
        assert opened.load(acme.id) == acme
        opened.close()


def test_the_list_shows_the_summary_and_the_last_changed_first(
    repository: Repository, acme: Assessment, summary: Summary
) -> None:
    later = acme.changed + timedelta(hours=1)
    other = Assessment(project=Project(client="Волга"), changed=later)
    repository.save(acme, summary)
    repository.save(other, summary)
    first, second = repository.rows()
    assert (first.id, first.client, first.stage) == (other.id, "Волга", None)
    assert (second.name, second.stage) == ("CRM for service", acme.project.stage)
    assert second.risk == summary.risk
    assert second.verdict is Verdict.NOT_YET
    assert second.changed == acme.changed
    assert not second.damaged


def test_saving_again_replaces(repository: Repository, acme: Assessment, summary: Summary) -> None:
    repository.save(acme, summary)
    changed = acme.with_project(Project(client="Acme Ltd"))
    repository.save(changed, summary)
    assert repository.load(acme.id) == changed
    assert [row.client for row in repository.rows()] == ["Acme Ltd"]


def test_a_stale_save_is_a_conflict_and_changes_nothing(
    url: str, repository: Repository, acme: Assessment, summary: Summary
) -> None:
    repository.save(acme, summary)
    elsewhere = Repository(url)
    theirs = elsewhere.load(acme.id).with_project(Project(client="Theirs"))
    elsewhere.save(theirs, summary)
    with pytest.raises(Conflict) as caught:
        repository.save(acme.with_project(Project(client="Mine")), summary)
    assert caught.value.remedy
    assert elsewhere.load(acme.id) == theirs
    assert repository.load(acme.id) == theirs
    repository.save(acme, summary)
    elsewhere.close()


def test_an_id_that_is_there_but_was_never_loaded_is_a_conflict(
    url: str, repository: Repository, acme: Assessment, summary: Summary
) -> None:
    repository.save(acme, summary)
    elsewhere = Repository(url)
    with pytest.raises(Conflict):
        elsewhere.save(acme, summary)
    elsewhere.close()


def test_an_unknown_id_cannot_be_loaded(repository: Repository) -> None:
    with pytest.raises(InputProblem, match="no such assessment"):
        repository.load("nothing")


def test_deleted_is_off_the_list_and_can_be_restored(
    repository: Repository, acme: Assessment, summary: Summary
) -> None:
    repository.save(acme, summary)
    repository.delete(acme.id)
    assert repository.rows() == ()
    (row,) = repository.deleted_rows()
    assert row.deleted is not None
    assert repository.purge(datetime.now(UTC) + timedelta(days=29)) == 0
    repository.restore(acme.id)
    assert repository.deleted_rows() == ()
    assert repository.load(acme.id) == acme


def test_saving_does_not_bring_a_deleted_one_back(
    repository: Repository, acme: Assessment, summary: Summary
) -> None:
    repository.save(acme, summary)
    repository.delete(acme.id)
    repository.save(acme, summary)
    assert repository.rows() == ()


def purged_by_and_by(repository: Repository, days: int) -> int:
    """Open the database every ten days until so many have passed; return how many went."""
    now = datetime.now(UTC)
    return sum(repository.purge(now + timedelta(days=day)) for day in (*range(0, days, 10), days))


def test_thirty_days_later_it_is_gone_for_good(
    repository: Repository, acme: Assessment, summary: Summary
) -> None:
    other = Assessment()
    repository.save(acme, summary)
    repository.save(other, summary)
    repository.delete(acme.id)
    assert purged_by_and_by(repository, 31) == 1
    assert repository.deleted_rows() == ()
    assert [row.id for row in repository.rows()] == [other.id]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("document", '{"id": "x"}'),
        ("document", "not json"),
        ("document", b"\xff\xfe"),
        ("sha256", NOTHING),
    ],
)
def test_changed_bytes_are_named_left_alone_and_the_rest_is_listed(
    repository: Repository,
    acme: Assessment,
    summary: Summary,
    path: Path,
    column: str,
    value: object,
) -> None:
    other = Assessment(project=Project(client="Other"))
    repository.save(acme, summary)
    repository.save(other, summary)
    statement = f"UPDATE assessments SET {column}=CAST(? AS TEXT) WHERE id=?"  # noqa: S608
    change(path, statement, value, acme.id)
    before = read(path, "SELECT * FROM assessments")
    with pytest.raises(InputProblem, match="damaged") as caught:
        repository.load(acme.id)
    assert caught.value.remedy
    assert len(repository.rows()) == 2
    assert repository.load(other.id) == other
    assert read(path, "SELECT * FROM assessments") == before


def test_every_single_changed_byte_of_a_document_is_noticed(
    repository: Repository, acme: Assessment, summary: Summary, path: Path
) -> None:
    repository.save(acme, summary)
    ((document,),) = read(path, "SELECT document FROM assessments")
    assert isinstance(document, str)
    data = document.encode()
    for position in range(0, len(data), 7):
        broken = bytearray(data)
        broken[position] ^= 1
        text = bytes(broken).decode("utf-8", "replace")
        change(path, "UPDATE assessments SET document=?", text)
        with pytest.raises(InputProblem, match="damaged"):
            repository.load(acme.id)


def test_a_row_under_a_wrong_id_is_damaged(
    repository: Repository, acme: Assessment, summary: Summary, path: Path
) -> None:
    repository.save(acme, summary)
    change(path, "UPDATE assessments SET id='other'")
    with pytest.raises(InputProblem, match="Acme · CRM for service"):
        repository.load("other")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verdict", "maybe"),
        ("risk_mean", 7.0),
        ("risk_low", "x"),
        ("stage", "moon"),
        ("changed", "yesterday"),
        ("coverage", float("inf")),
    ],
)
def test_unreadable_figures_are_listed_as_such(
    repository: Repository,
    acme: Assessment,
    summary: Summary,
    path: Path,
    column: str,
    value: object,
) -> None:
    repository.save(acme, summary)
    change(path, f"UPDATE assessments SET {column}=?", value)  # noqa: S608 - a column's name
    (row,) = repository.rows()
    assert row.damaged
    assert row.risk == UNREADABLE
    assert not row.headline
    assert (row.id, row.client) == (acme.id, "Acme")
    assert repository.load(acme.id) == acme


def test_a_name_may_hold_what_postgresql_cannot(repository: Repository, summary: Summary) -> None:
    odd = Assessment(project=Project(client="A\0B", name="'; DROP TABLE assessments; --"))
    repository.save(odd, summary)
    assert repository.rows()[0].client == "AB"
    assert repository.load(odd.id) == odd


def test_a_file_is_kept_once_under_its_digest(repository: Repository) -> None:
    name = repository.put_attachment(b"content")
    assert name == digest_of_bytes(b"content")
    assert repository.put_attachment(b"content") == name
    assert repository.attachment(name) == b"content"


def test_a_missing_or_changed_file_is_named(repository: Repository, path: Path) -> None:
    name = repository.put_attachment(b"content")
    change(path, "UPDATE attachments SET content=?", b"other")
    for unusable in (name, NOTHING):
        with pytest.raises(InputProblem, match="missing or damaged"):
            repository.attachment(unusable)


def test_files_that_nobody_uses_go_after_thirty_days(
    repository: Repository, acme: Assessment, summary: Summary
) -> None:
    used, unused = repository.put_attachment(b"used"), repository.put_attachment(b"unused")
    assessment = with_file(acme, used)
    assert attachments_of(assessment) == (used,)
    repository.save(assessment, summary)
    repository.purge(datetime.now(UTC) + timedelta(days=29))
    assert repository.attachment(unused) == b"unused"
    purged_by_and_by(repository, 31)
    assert repository.attachment(used) == b"used"
    with pytest.raises(InputProblem):
        repository.attachment(unused)
    repository.delete(assessment.id)
    purged_by_and_by(repository, 31)
    with pytest.raises(InputProblem):
        repository.attachment(used)


def test_two_writers_wait_for_each_other(
    url: str, repository: Repository, acme: Assessment, summary: Summary
) -> None:
    elsewhere = Repository(url)
    others = [Assessment() for _ in range(10)]
    repository.save(acme, summary)
    for other in others:
        elsewhere.save(other, summary)
        repository.save(acme, summary)
    assert len(repository.rows()) == 11
    elsewhere.close()


def test_a_database_that_stays_locked_is_a_problem_not_a_crash(
    repository: Repository,
    acme: Assessment,
    summary: Summary,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with repository._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=20")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(WorkProblem, match="in use by another program"):
            repository.save(acme, summary)
    repository.save(acme, summary)
    assert repository.load(acme.id) == acme


def test_a_document_of_another_program_is_not_taken_for_an_assessment(
    repository: Repository, acme: Assessment, summary: Summary, path: Path
) -> None:
    repository.save(acme, summary)
    for document in ('{"project": {"client": 7, "name": []}}', "[]", "not json"):
        sha256 = digest_of_bytes(document.encode())
        change(path, "UPDATE assessments SET document=?, sha256=?", document, sha256)
        with pytest.raises(InputProblem, match="damaged"):
            repository.load(acme.id)


def test_a_database_that_loses_its_tables_is_a_problem_not_a_crash(
    repository: Repository, path: Path
) -> None:
    change(path, "DROP TABLE assessments")
    with pytest.raises(InputProblem, match="is damaged"):
        repository.rows()

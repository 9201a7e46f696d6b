"""Evidence files through the front door: judged on the way in and on the way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.domain.assessment import Answer, Assessment, EvidenceItem, EvidenceKind
from assessor.domain.canonical import digest_of_bytes
from assessor.domain.problem import InputProblem
from assessor.service import Service
from assessor.settings import Settings

PDF = b"%PDF-1.7 order 14"
QUESTION = "goal.idea"


@pytest.fixture
def service(own_home: Path) -> Iterator[Service]:
    made = Service.open(Settings())
    yield made
    made.close()


def holding(assessment: Assessment, *items: EvidenceItem) -> Assessment:
    return assessment.with_answer(QUESTION, Answer(evidence=items))


def test_a_file_is_kept_by_its_content_and_given_back(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "Order 14.pdf"
    path.write_bytes(PDF)
    item = service.attach_path(service.create(), path, against=True)
    assert item == EvidenceItem(
        kind=EvidenceKind.FILE,
        content="Order 14.pdf",
        against=True,
        attachment=digest_of_bytes(PDF),
    )
    path.unlink()
    assert service.release(item) == PDF


def test_a_file_travels_with_the_assessment(service: Service, tmp_path: Path) -> None:
    made = service.create()
    item = service.attach_named(made, "a.pdf", PDF)
    kept = service.save(holding(made, item))
    service.write(kept, tmp_path / "a.takeoff")
    copy = service.import_file(tmp_path / "a.takeoff")
    assert copy.id != kept.id
    assert service.release(copy.answer_to(QUESTION).evidence[0]) == PDF


def test_what_cannot_be_attached_leaves_nothing_behind(service: Service, tmp_path: Path) -> None:
    made = service.create()
    for name, content in (("run.bat", b"x"), ("a.pdf", b"MZ\x90")):
        with pytest.raises(InputProblem):
            service.attach_named(made, name, content)
        with pytest.raises(InputProblem):
            service.attachment(digest_of_bytes(content))
    with pytest.raises(InputProblem, match="no such file"):
        service.attach_path(made, tmp_path / "gone.pdf")
    with pytest.raises(InputProblem, match="folder"):
        service.attach_path(made, tmp_path)


def test_all_files_of_an_assessment_fit_into_its_exchange_file(service: Service) -> None:
    made = service.create()
    items = [service.attach_named(made, f"{n}.txt", bytes([65 + n]) * 15_000_000) for n in range(3)]
    full = holding(made, *items)
    with pytest.raises(InputProblem, match="45 MB"):
        service.attach_named(full, "one more.txt", b"x")


def test_a_program_that_came_in_with_a_file_is_not_handed_out(service: Service) -> None:
    """An exchange file from elsewhere may hold anything; judged here for the first time."""
    program = EvidenceItem(
        kind=EvidenceKind.FILE, content="a.pdf", attachment=service.attach(b"MZ\x90\x00")
    )
    with pytest.raises(InputProblem, match="is a program"):
        service.release(program)

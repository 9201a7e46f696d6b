"""Reads and writes assessments as files; the end of the name says which kind."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

from assessor.domain import file_kind
from assessor.domain.assessment import Assessment
from assessor.domain.language import message
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.system_fault import fault
from assessor.store import answers_file, archive_pdf, atomic, exchange
from assessor.store.answers_file import FindEdition
from assessor.store.exchange import Parcel

EXCHANGE = ".takeoff"
YAML = (".yaml", ".yml")
JSON = ".json"
KINDS = (EXCHANGE, *YAML, JSON)
ARCHIVE = ".pdf"
"""An archive copy: a printed report with the assessment inside; read here, written by printing."""
NOT_KNOWN = message("The kind of this file is not known.")


def carries_attachments(path: Path) -> bool:
    """Return whether a file of this name holds the attached files as well."""
    return path.suffix.lower() == EXCHANGE


def read(
    path: Path, questionnaire: Questionnaire, edition: FindEdition = answers_file.no_other
) -> Parcel:
    """Return the assessment in a file and what is attached; InputProblem when it cannot be used.

    ``edition`` finds another questionnaire that the answers in a YAML or JSON file belong to.
    """
    file_kind.refuse_other(path, (*KINDS, ARCHIVE), NOT_KNOWN)
    if path.suffix.lower() == ARCHIVE:
        whole = read_bytes(path, archive_pdf.PDF_LIMIT)
        return exchange.unpack(archive_pdf.contained(whole, str(path)), str(path))
    data = read_bytes(path)
    if carries_attachments(path):
        return exchange.unpack(data, str(path))
    return Parcel(assessment=answers_file.read(data, str(path), questionnaire, edition))


def write(
    assessment: Assessment,
    path: Path,
    attachments: Mapping[str, bytes],
    questionnaire: Questionnaire | None = None,
) -> None:
    """Write an assessment; what was there before stays when that fails (WorkProblem)."""
    file_kind.refuse_other(path, KINDS, NOT_KNOWN)
    if carries_attachments(path):
        content = exchange.pack(assessment, attachments, questionnaire)
    elif path.suffix.lower() == JSON:
        content = answers_file.write_json(assessment)
    else:
        content = answers_file.write_yaml(assessment)
    atomic.write(path, content)


def read_bytes(path: Path, limit: int = exchange.SIZE_LIMIT) -> bytes:
    """Return what is in a file, at most one byte more than allowed; Problem if unreadable."""
    try:
        _refuse_extraordinary(path)
        with path.open("rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError:
        raise InputProblem(
            "There is no such file.", place=str(path), remedy="Check the name and the folder."
        ) from None
    except OSError as error:
        raise fault(
            error,
            message("The file cannot be read (%(reason)s)."),
            place=str(path),
            remedy=message("Check that you may read it and that the disk is there."),
        ) from None


def _refuse_extraordinary(path: Path) -> None:
    """Refuse what opening would block on for ever, or what has no end."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise InputProblem(
            "This is a folder, not a file.", place=str(path), remedy="Choose a file in it."
        )
    if not stat.S_ISREG(mode):
        raise InputProblem(
            "This is a device or a pipe, not a file.",
            place=str(path),
            remedy="Name an ordinary file.",
        )

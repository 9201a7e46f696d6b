"""An assessment as one text, and back, with the digest that proves it unchanged."""

from __future__ import annotations

import json

from pydantic import ValidationError

from assessor.domain.assessment import Assessment
from assessor.domain.canonical import canonical_json, digest_of_bytes
from assessor.domain.problem import InputProblem


def pack(assessment: Assessment) -> tuple[str, str]:
    """Return the document and its SHA-256."""
    document = canonical_json(assessment)
    return document, digest_of_bytes(document.encode("utf-8"))


def unpack(document: str, sha256: str, assessment_id: str, place: str) -> Assessment:
    """Return the assessment, or an InputProblem when a single byte has changed."""
    try:
        if digest_of_bytes(document.encode("utf-8", "surrogatepass")) == sha256:
            assessment = Assessment.model_validate_json(document)
            if assessment.id == assessment_id:
                return assessment
    except (ValidationError, ValueError):
        pass
    raise InputProblem(
        "The stored assessment “%(name)s” is damaged. It was left as it is.",
        place=place,
        remedy="Restore it from a backup copy, or import it from an exchange file.",
        name=_name_in(document) or assessment_id,
    )


def _name_in(document: str) -> str:
    """Return client and project as far as a damaged document still tells them."""
    try:
        project = json.loads(document)["project"]
        return " · ".join(part for part in (project["client"], project["name"]) if part)
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""


def attachments_of(assessment: Assessment) -> tuple[str, ...]:
    """Return the SHA-256 of every file that the evidence of an assessment refers to, sorted."""
    editions = (assessment.answers, *(frozen.answers for frozen in assessment.milestones))
    names = {
        item.attachment
        for edition in editions
        for answers in edition.values()
        for answer in answers
        for item in answer.evidence
        if item.attachment
    }
    return tuple(sorted(names))

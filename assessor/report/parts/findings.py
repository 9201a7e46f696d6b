"""The findings: what was seen, why it matters, what to do."""

from __future__ import annotations

from assessor.domain.risk import Finding, Severity
from assessor.language import names
from assessor.report.content import FindingText
from assessor.report.parts.material import Material


def findings(of: Material) -> tuple[FindingText, ...]:
    """Return the findings, the gravest first."""
    ranked = sorted(of.forecast.findings, key=lambda found: list(Severity).index(found.severity))
    return tuple(_finding(of, found) for found in ranked)


def _finding(of: Material, found: Finding) -> FindingText:
    voice = of.voice
    return FindingText(
        id=found.id,
        severity=names.severity(voice, found.severity),
        rank=list(Severity).index(found.severity),
        title=voice.text(found.title),
        seen=voice.text(found.sentence),
        matters=voice.text(found.matters),
        remedy=voice.text(found.remedy),
        rests_on=of.named(found.question_ids),
        source=of.sources(found.source),
    )

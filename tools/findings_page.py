"""Writes docs/findings.md: the catalogue of findings in both languages.

Usage: python tools/findings_page.py [PAGE]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from assessor.domain.language import Language
from assessor.language import Voice, names
from assessor.questionnaire import loader
from assessor.scoring.findings import Check, catalogue

PAGE = Path(__file__).resolve().parents[1] / "docs" / "findings.md"


def page() -> str:
    """Return the whole page."""
    known = catalogue()
    lines = [
        "# Findings: what the answers say together",
        "",
        "`python tools/findings_page.py` writes this page from",
        f"`assessor/scoring/data/findings.yaml` (edition {known.version}), where the exact",
        "conditions stand. A finding never changes the risk: it is a rule over the answers, with",
        "its basis (S1 to S7: the practitioner's claims; *published*: published evidence) and a",
        "remedy.",
        "",
        f"{len(known.findings)} findings, in the order in which they are reported.",
        "",
    ]
    lines += [f"* [{check.id}](#{check.id})" for check in known.findings]
    for check in known.findings:
        lines += ["", *_entry(check)]
    return "\n".join(lines) + "\n"


def _entry(check: Check) -> Iterator[str]:
    questions = loader.bundled().by_id
    english = Voice(Language.EN)
    yield f"## {check.id}"
    yield ""
    severity = names.severity(english, check.severity)
    yield f"{severity}. Basis: {', '.join(check.source)}. Rests on:"
    yield "; ".join(f"{english.text(questions[q].short)} (`{q}`)" for q in check.questions) + "."
    for language in Language:
        yield ""
        yield from _spoken(check, Voice(language))


def _spoken(check: Check, voice: Voice) -> Iterator[str]:
    yield f"**{voice.text(check.title)}.** {voice.text(check.sentence)}"
    yield f"{voice.text(check.matters)}"
    yield f"*{voice.say('What to do')}:* {voice.text(check.remedy)}"


def main(arguments: list[str]) -> int:
    """Write the page."""
    target = Path(arguments[0]) if arguments else PAGE
    target.write_text(page(), encoding="utf-8")
    print(f"Written: {target.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""``crm-takeoff check``: is a file in order, and what would make it better."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessor.commands.desk import Desk
from assessor.domain.assessment import Assessment, NotApplicable
from assessor.language import Voice, sentences


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("check", help=say("say whether a file is in order"))
    parser.add_argument("file", type=Path, help=say("a .takeoff, .yaml or .json file"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read the file, which raises what is wrong, and say what is missing."""
    voice = desk.voice
    assessment = desk.service.read(arguments.file)
    forecast = desk.service.forecast(assessment)
    remarks = list(remarks_on(assessment, voice))
    for remark in remarks:
        desk.line(f"{arguments.file}: {remark}")
    if not remarks:
        desk.line(voice.say("All good."))
    desk.line(sentences.asked(voice, assessment, desk.service.questionnaire_of(assessment)))
    desk.line(voice.say("Coverage: %(share)s.", share=voice.percent(forecast.coverage)))
    return 0


def remarks_on(assessment: Assessment, voice: Voice) -> Iterator[str]:
    """Yield what a file may be without, but an assessment should not."""
    if not assessment.project.client:
        yield voice.say("project: the client is not named.")
    if not assessment.project.takeoff.is_complete:
        yield voice.say("project.takeoff: it is not said what taking off means here.")
    for question_id, answers in assessment.answers.items():
        for answer in answers:
            judgement = answer.judgement
            if isinstance(judgement, NotApplicable) and not judgement.reason:
                yield voice.say("%(question)s: why is it not applicable?", question=question_id)

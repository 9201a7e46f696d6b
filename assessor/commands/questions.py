"""``crm-takeoff questions``: what is asked, and questionnaires of one's own as files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assessor.commands import targets
from assessor.commands.desk import Desk
from assessor.domain.assessment import Version
from assessor.domain.numbering import numbers
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("questions", help=say("list the questions and their levels"))
    parser.add_argument("--json", action="store_true", help=say("write JSON for other programs"))
    parser.add_argument(
        "--own", metavar="ID", help=say("the newest edition of a questionnaire of your own")
    )
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument(
        "--export", type=Path, metavar="FILE", help=say("write the questionnaire as YAML")
    )
    deed.add_argument(
        "--check",
        type=Path,
        metavar="FILE",
        help=say("say whether a questionnaire in YAML is in order"),
    )
    deed.add_argument(
        "--import",
        dest="take_in",
        type=Path,
        metavar="FILE",
        help=say("keep a questionnaire in YAML beside your assessments"),
    )
    targets.add_force(parser, desk)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Show, write, judge or take in a questionnaire."""
    if arguments.check:
        _tell(desk, desk.service.read_questionnaire(arguments.check))
    elif arguments.take_in:
        _tell(desk, desk.service.import_questionnaire(arguments.take_in))
        desk.line(desk.voice.say("Kept beside your assessments."))
    elif arguments.export:
        _export(arguments, desk)
    elif arguments.json:
        desk.json(_wanted(arguments, desk).model_dump(mode="json"))
    else:
        _show(desk, _wanted(arguments, desk).asked)
    return 0


def _wanted(arguments: argparse.Namespace, desk: Desk) -> Questionnaire:
    if not arguments.own:
        return desk.service.questionnaire
    editions = {
        own.id: own.newest.version for own in desk.service.own_questionnaires() if own.newest
    }
    found = desk.service.edition(editions.get(arguments.own, Version(id="", version="")))
    if found is None:
        raise InputProblem(
            "There is no published questionnaire “%(id)s” here.",
            remedy="There are: %(known)s." if editions else "Publish or import one first.",
            id=arguments.own,
            known=", ".join(sorted(editions)),
        )
    return found


def _export(arguments: argparse.Namespace, desk: Desk) -> None:
    targets.refuse_other_endings(arguments.export, ".yaml")
    targets.refuse_existing(arguments.export, force=arguments.force)
    desk.service.write_questionnaire(_wanted(arguments, desk), arguments.export)
    desk.line(desk.voice.say("Written: %(path)s", path=arguments.export))


def _tell(desk: Desk, questionnaire: Questionnaire) -> None:
    """Say what a file that is in order contains."""
    voice, asked = desk.voice, questionnaire.asked
    bundled = desk.service.questionnaire.by_id
    added = sum(question.id not in bundled for question in asked.questions)
    hidden = len(questionnaire.questions) - len(asked.questions)
    desk.line(
        voice.say(
            "“%(title)s”, id %(id)s, version %(version)s: in order.",
            title=voice.text(questionnaire.title),
            id=questionnaire.id,
            version=questionnaire.version,
        )
    )
    asks = voice.say_many("It asks %(n)s question", "It asks %(n)s questions", len(asked.questions))
    desk.line(
        voice.say(
            "%(asks)s; hidden: %(hidden)s; added, so without a weight: %(added)s.",
            asks=asks,
            hidden=hidden,
            added=added,
        )
    )


def _show(desk: Desk, questionnaire: Questionnaire) -> None:
    voice, number = desk.voice, numbers(questionnaire)
    for section in questionnaire.sections:
        desk.line(voice.text(section.title).upper())
        for question in section.questions:
            express = " *" if question.express else ""
            desk.line(f"\n{number[question.id]}  {question.id}{express}")
            desk.line(voice.text(question.text))
            for height, level in enumerate(question.levels):
                desk.line(f"  {height}  {voice.text(level)}")
        desk.line()
    desk.line(voice.say("* also asked in the express check"))

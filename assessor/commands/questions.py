"""``crm-takeoff questions``: what is asked, and under which ids."""

from __future__ import annotations

import argparse
from typing import Any

from assessor.commands.desk import Desk


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("questions", help=say("list the questions and their levels"))
    parser.add_argument("--json", action="store_true", help=say("write JSON for other programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Show the questionnaire."""
    if arguments.json:
        desk.json(desk.service.questionnaire.model_dump(mode="json"))
    else:
        _show(desk)
    return 0


def _show(desk: Desk) -> None:
    voice, questionnaire = desk.voice, desk.service.questionnaire
    for section in questionnaire.sections:
        desk.line(voice.text(section.title).upper())
        for question in section.questions:
            express = " *" if question.express else ""
            desk.line(f"\n{question.id}{express}\n{voice.text(question.text)}")
            for number, level in enumerate(question.levels):
                desk.line(f"  {number}  {voice.text(level)}")
        desk.line()
    desk.line(voice.say("* also asked in the express check"))

"""``crm-takeoff next``: what to ask in the minutes that are left, and whom."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assessor.commands.desk import Desk
from assessor.domain.enquiry import Agenda, Enquiry
from assessor.domain.problem import InputProblem
from assessor.domain.questionnaire import Questionnaire, Role
from assessor.language import depth, names

MINUTES = "20"
LONGEST = 24 * 60


def register(commands: Any, desk: Desk) -> None:
    """Add the command and its options."""
    say = desk.voice.say
    parser = commands.add_parser("next", help=say("say what to ask next in the time that is left"))
    parser.add_argument("file", type=Path, help=say("a .takeoff, .yaml or .json file"))
    parser.add_argument(
        "--minutes", default=MINUTES, metavar=say("MINUTES"), help=say("how long there is; 20")
    )
    parser.add_argument(
        "--room",
        metavar=say("ROLES"),
        help=say("who is there, such as sponsor,sales; without it, everybody can come"),
    )
    parser.add_argument("--json", action="store_true", help=say("write JSON for other programs"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, desk: Desk) -> int:
    """Read, rank, choose and show."""
    minutes, room = _minutes(arguments.minutes), _room(arguments.room)
    assessment = desk.service.read(arguments.file)
    agenda = desk.service.agenda(desk.service.enquiries(assessment), minutes, room)
    if arguments.json:
        desk.json(as_json(agenda))
    else:
        show(desk, agenda, desk.service.questionnaire_of(assessment))
    return 0


def as_json(agenda: Agenda) -> dict[str, Any]:
    """Return an agenda in the documented form, each question with its points."""
    questions = [one.model_dump(mode="json") | {"points": one.points} for one in agenda.enquiries]
    return agenda.model_dump(mode="json", exclude={"enquiries"}) | {"enquiries": questions}


def show(desk: Desk, agenda: Agenda, questionnaire: Questionnaire) -> None:
    """Write an agenda for people."""
    voice = desk.voice
    desk.line(depth.agenda(voice, agenda))
    if agenda.roles:
        roles = ", ".join(names.role(voice, role) for role in agenda.roles)
        desk.line(voice.say("Needed in the room: %(roles)s.", roles=roles))
    desk.line()
    for number, one in enumerate(agenda.enquiries, start=1):
        _show_one(desk, number, one, questionnaire)
    if agenda.unanswerable:
        desk.line(
            voice.say(
                "Nobody in the room can answer: %(questions)s.",
                questions=", ".join(agenda.unanswerable),
            )
        )


def _show_one(desk: Desk, number: int, one: Enquiry, questionnaire: Questionnaire) -> None:
    voice = desk.voice
    roles = "/".join(names.role(voice, role) for role in one.roles)
    desk.line(f"{number:3}. {depth.enquiry(voice, one, questionnaire)} [{one.question}]")
    desk.line(f"     {voice.text(questionnaire.by_id[one.question].text)}")
    worth = voice.say("can move the risk by %(points)s points", points=depth.points(voice, one))
    desk.line(f"     {depth.minutes(voice, one.minutes)} · {worth} · {roles}")


def _minutes(text: str) -> float:
    try:
        minutes = float(text.replace(",", "."))
    except ValueError:
        minutes = 0.0
    if not 1 <= minutes <= LONGEST:
        raise InputProblem(
            "“%(minutes)s” is no time to ask in.",
            place="--minutes",
            remedy="Write minutes from 1 to %(most)d.",
            minutes=text,
            most=LONGEST,
        )
    return minutes


def _room(text: str | None) -> tuple[Role, ...] | None:
    if text is None:
        return None
    known = {role.value: role for role in Role}
    wanted = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = next((name for name in wanted if name not in known), None)
    if unknown is not None or not wanted:
        raise InputProblem(
            "There is no role “%(role)s”.",
            place="--room",
            remedy="Choose from: %(known)s.",
            role=unknown or "",
            known=", ".join(known),
        )
    return tuple(known[name] for name in wanted)

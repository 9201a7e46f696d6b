"""The keys in the guides are the keys of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QKeySequence

from forms.main_window import MainWindow
from forms.projector import ProjectorWindow
from forms.session import Session

DOCS = Path(__file__).resolve().parents[2] / "docs"
CHORD = re.compile(r"`(\S+)` … `(\S+)`|`((?:Ctrl|Alt|Shift|[A-Z0-9]|F\d|Pg|Esc|Back)[^` ]*)`")


def told(guide: str) -> set[str]:
    """Return the keys in the table of keys, ranges written out."""
    text = (DOCS / guide).read_text(encoding="utf-8")
    table = next(part for part in text.split("\n## ") if part.count("`Ctrl+") > 25)
    found: set[str] = set()
    for first, last, single in CHORD.findall(table):
        if single:
            found.add(single)
        else:
            stem = first[:-1]
            found.update(f"{stem}{n}" for n in range(int(first[-1]), int(last[-1]) + 1))
    return {_written(key) for key in found}


def _written(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _keys(action: QAction) -> set[str]:
    return {_written(sequence.toString()) for sequence in action.shortcuts()}


@pytest.mark.parametrize("guide", ["guide.md", "guide.ru.md"])
def test_a_guide_tells_of_every_key_and_of_no_other(
    window: MainWindow, session: Session, guide: str
) -> None:
    session.create()
    projector = ProjectorWindow(session, window)
    groups = [window.actions_._set.all(), *window.actions_._page_shortcuts().values()]
    groups.append(projector.shortcuts())
    actions = [action for group in groups for action in group if action.shortcuts()]
    known = {key for action in actions for key in _keys(action)}
    keys = told(guide)
    assert keys <= known
    unsaid = [action.text() for action in actions if not _keys(action) & keys]
    assert not unsaid

"""A start on a machine that is not as it was: other screens, no fonts, no display, safe mode."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from assessor.domain.language import Language
from assessor.report import typefaces
from assessor.settings import Settings
from forms import theme

GEOMETRY = """
import sys
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from forms import app as program

original = program.build_window

def build(*arguments):
    window = original(*arguments)
    if len(sys.argv) > 1:
        window.move(QPoint(*map(int, sys.argv[1:])))

    def tell():
        here = window.frameGeometry()
        rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        inside = [room.intersected(here) for room in rooms]
        scale = window.screen().devicePixelRatio()
        whole = any(room.contains(here) for room in rooms)
        seen = max(part.width() for part in inside)
        print(len(rooms), seen, scale, here.width(), here.height(), whole)
        window.close()

    window.settled.connect(tell)
    return window

program.build_window = build
sys.exit(program.main([]))
"""


def run(*command: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **more},
    )


def screens(path: Path, *placed: tuple[int, float], size: tuple[int, int] = (1920, 1080)) -> str:
    """Return the platform that simulates screens: where each begins, and its scale."""
    described = [
        {
            "name": f"S{x}",
            "x": x,
            "y": 0,
            "width": size[0],
            "height": size[1],
            "logicalDpi": 96,
            "logicalBaseDpi": 96,
            "dpr": scale,
        }
        for x, scale in placed
    ]
    path.write_text(json.dumps({"screens": described}), "utf-8")
    return f"offscreen:configfile={path}"


def test_a_window_whose_screen_is_gone_comes_into_view(own_home: Path, tmp_path: Path) -> None:
    two = screens(tmp_path / "two.json", (0, 1.0), (1920, 2.0))
    one = screens(tmp_path / "one.json", (0, 1.0))
    before = run("-c", GEOMETRY, "2400", "100", QT_QPA_PLATFORM=two)
    assert before.returncode == 0, before.stderr
    count, seen, scale, *_ = before.stdout.split()
    assert (count, float(scale)) == ("2", 2.0)
    assert int(seen) >= 400
    after = run("-c", GEOMETRY, QT_QPA_PLATFORM=one)
    count, seen, scale, *_ = after.stdout.split()
    assert (count, float(scale)) == ("1", 1.0)
    assert int(seen) >= 1024


def test_a_first_window_fits_a_small_screen(own_home: Path, tmp_path: Path) -> None:
    small = screens(tmp_path / "small.json", (0, 1.0), size=(1366, 768))
    made = run("-c", GEOMETRY, QT_QPA_PLATFORM=small)
    assert made.returncode == 0, made.stderr
    wide, high, inside = made.stdout.split()[3:]
    assert inside == "True"
    # Room is left for a title bar, and for little else.
    assert 1300 <= int(wide) <= 1366
    assert 700 <= int(high) < 768


def test_fonts_that_cannot_be_read_are_done_without(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(str(self))

    typefaces.fonts.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        assert typefaces.fonts() == {}
    assert "not read" in caplog.text
    typefaces.fonts.cache_clear()
    assert theme.load_fonts({"broken.ttf": b"no font"}) == 0
    assert theme.family()


def test_diagnose_works_without_a_display(own_home: Path) -> None:
    done = run("-m", "forms.start", "--diagnose", QT_QPA_PLATFORM="", DISPLAY="")
    assert done.returncode == 0, done.stdout + done.stderr
    for expected in ("Takeoff", "SQLite", "IBM Plex Sans", str(own_home)):
        assert expected in done.stdout


def test_diagnose_finds_a_damaged_database_and_speaks_the_users_language(own_home: Path) -> None:
    settings = Settings(language=Language.RU)
    (own_home / "settings.json").write_text(settings.model_dump_json(), "utf-8")
    (own_home / "takeoff.db").write_bytes(b"no database" * 500)
    done = run("-m", "forms.start", "--diagnose")
    assert done.returncode == 1
    assert "непригодна" in done.stdout
    assert (own_home / "takeoff.db").read_bytes() == b"no database" * 500


def test_safe_mode_takes_no_preference_but_the_language_and_keeps_none(own_home: Path) -> None:
    settings = Settings(language=Language.RU, zoom=3.0, beliefs="nonsense")
    (own_home / "settings.json").write_text(settings.model_dump_json(), "utf-8")
    before = (own_home / "settings.json").read_bytes()
    script = (
        "import sys; from forms import app; original = app.build_window\n"
        "def build(a, settings, s):\n"
        "    print(settings.language.value, settings.zoom, settings.safe_mode)\n"
        "    return original(a, settings, s)\n"
        "app.build_window = build\n"
        "sys.exit(app.main(['--safe-mode', '--quit-when-shown']))\n"
    )
    done = run("-c", script)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["ru", "1.0", "True"]
    assert (own_home / "settings.json").read_bytes() == before

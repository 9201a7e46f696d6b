"""Makes pictures of every part of the window, in every language, theme and size, without a screen.

python tools/screenshots.py FOLDER [--scenes evidence,result] [--languages en,ru]
[--themes light,dark] [--sizes 1024x700,1440x900] [--states empty,typical,overfull]
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtWidgets import QApplication, QWidget
from screenshot_scenes import SCENES, STATES, Scene
from screenshot_stage import Stage, opened

from assessor.domain.language import Language
from assessor.service import Service
from assessor.settings import Settings, Theme
from forms import theme
from forms.app import make_application


def main(arguments: Sequence[str]) -> int:
    """Take the pictures that were asked for and print how many there are."""
    options = _options(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    errors: list[BaseException] = []
    sys.excepthook = partial(_note, errors)
    app = make_application()
    theme.load_fonts(Service.open(Settings()).fonts())
    looks = itertools.product(
        options.states.split(","),
        options.languages.split(","),
        options.themes.split(","),
        options.sizes.split(","),
    )
    count = sum(_take_all(app, options, *look) for look in looks)
    print(f"{count} pictures in {options.folder}, {len(errors)} errors")
    return 1 if errors else 0


def _note(
    errors: list[BaseException],
    _kind: type[BaseException],
    error: BaseException,
    _trace: TracebackType | None,
) -> None:
    if not errors:
        traceback.print_exception(error)
    errors.append(error)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take pictures of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenes", default=",".join(scene.name for scene in SCENES))
    parser.add_argument("--languages", default="en,ru")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--sizes", default="1024x700,1440x900")
    parser.add_argument("--states", default=",".join(STATES))
    return parser.parse_args(arguments)


def _take_all(
    app: QApplication, options: argparse.Namespace, state: str, language: str, look: str, size: str
) -> int:
    """Take every scene of one state in one window; return how many pictures there are."""
    wanted = options.scenes.split(",")
    scenes = [scene for scene in SCENES if scene.name in wanted and state in scene.states]
    width, height = (int(side) for side in size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["TAKEOFF_HOME"] = home
        with opened(app, Path(home), Language(language), Theme(look), (width, height)) as stage:
            stage.fill(state)
            names = [f"{scene.name}-{state}-{language}-{look}-{size}.png" for scene in scenes]
            return sum(
                _take(stage, scene, options.folder / name)
                for scene, name in zip(scenes, names, strict=True)
            )


def _take(stage: Stage, scene: Scene, path: Path) -> bool:
    shown = scene.show(stage)
    stage.wait()
    saved = bool(shown.grab().save(str(path)))
    _put_away(stage, shown)
    return saved


def _put_away(stage: Stage, shown: QWidget) -> None:
    """Close what stood over or beside the window."""
    if shown.isWindow() and shown is not stage.window:
        shown.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

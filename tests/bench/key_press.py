"""From a key on the Evidence page to the new risk; run: python tests/bench/key_press.py.

Processor time of the window's own thread, from the moment at which the assessment stands open and
the rest of its cards is still being made ahead: the answer is recorded, scored, and shown in the
risk pane; then everything is painted, the questions to ask next are ranked and painted, and the
answer is saved.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import thread_time

FRAME = 16
"""Milliseconds between two pictures on a screen."""

KEYS = 120
SCREEN = "QT_QPA_PLATFORM"


def main() -> None:
    """Print median and 95th percentile in milliseconds."""
    os.environ.setdefault(SCREEN, "offscreen")
    with TemporaryDirectory() as home:
        os.environ["TAKEOFF_HOME"] = home
        shown, painted, asked, settled = zip(*_typed(), strict=True)
    lines = [f"{len(shown)} answers typed, processor time; a frame: {FRAME} ms"]
    named = (
        ("risk and drivers worked out", shown),
        ("and painted", painted),
        ("next question painted too", asked),
        ("and saved, cards made ahead", settled),
    )
    for words, times in named:
        p95 = quantiles(times, n=20)[-1]
        lines.append(f"  {words:28} median {median(times):5.1f} ms   p95 {p95:5.1f} ms")
    sys.stdout.write("\n".join([*lines, ""]))


def _typed() -> Iterator[tuple[float, ...]]:
    """Type levels into the first section.

    Yield milliseconds until the forecast, its picture, the next question's, and the end.
    """
    from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
    from PySide6.QtTest import QTest

    from assessor.domain.language import Language
    from assessor.service import Service
    from assessor.settings import Settings
    from forms import app as program

    app = program.make_application()
    service = Service.open(Settings())
    program.theme.load_fonts(service.fonts())
    window = program.build_window(app, Settings(language=Language.EN), service)
    session, told, seen = window.session, [], []
    collector = program.Collector(window)
    window.settled.connect(collector.keep)
    wait = QEventLoop.ProcessEventsFlag.WaitForMoreEvents

    class Watch(QObject):
        """Notes when the risk is painted."""

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and told:
                seen.append(thread_time())
            return False

    window.show()
    session.open_copy(service.examples()[0].assessment)
    session.forecast_changed.connect(lambda: told.append(thread_time()))
    window.show_page("evidence")
    watch = Watch()
    window.page.pane.installEventFilter(watch)
    questions = session.questionnaire.sections[0].questions
    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
    for number in range(KEYS):
        window.show_question(questions[number % len(questions)].id)
        app.processEvents()
        app.processEvents()
        told.clear()
        seen.clear()
        before = thread_time()
        QTest.keyClick(app.focusWidget(), keys[(number // len(questions) + number) % len(keys)])
        while session.unsaved:
            app.processEvents(wait)
        app.processEvents()
        if told and seen:  # the key may name the level that was there already
            moments = (told[0], seen[0], seen[-1], thread_time())
            yield tuple(1000 * (moment - before) for moment in moments)
    window.close()
    service.close()


if __name__ == "__main__":
    main()

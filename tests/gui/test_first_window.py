"""The very first window of a process wears the program's own letters, not the desktop's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
from assessor.service import Service
from assessor.settings import Settings
from forms import theme
from forms.app import build_window, make_application

app = make_application()
service = Service.open(Settings())
theme.load_fonts(service.fonts())
window = build_window(app, Settings(), service)
window.show()
app.processEvents()
rail = window.rail.buttons["assessments"]
for widget in (window.top_line.client, rail, window.page.welcome.title):
    print(widget.font().family(), widget.font().pixelSize())
window.close()
service.close()
"""


def test_the_first_window_wears_our_letters(own_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split("\n")[:3] == [
        "IBM Plex Sans 14",
        "IBM Plex Sans 12",
        "IBM Plex Sans 44",
    ]

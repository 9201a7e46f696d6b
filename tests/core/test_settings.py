"""Preferences: kept, and never a reason not to start."""

from __future__ import annotations

import resource
import signal
from pathlib import Path

import pytest

from assessor import settings
from assessor.domain.language import Language
from assessor.settings import RECENT_FILES, Settings, Theme


def test_what_is_saved_is_read(own_home: Path) -> None:
    chosen = Settings(language=Language.RU, theme=Theme.DARK, consultant="Ирина", zoom=1.5)
    settings.save(chosen)
    assert settings.load() == chosen
    assert (own_home / "settings.json").exists()


def test_without_a_file_there_are_defaults() -> None:
    assert settings.load() == Settings()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff", b'{"zoom": 99}', b'{"theme": "pink"}', b'{"unheard": 1}']
)
def test_a_broken_file_is_set_aside(own_home: Path, content: bytes) -> None:
    (own_home / "settings.json").write_bytes(content)
    assert settings.load() == Settings()
    assert (own_home / "settings.broken.json").read_bytes() == content
    assert not (own_home / "settings.json").exists()


def test_a_file_that_cannot_even_be_set_aside_gives_the_defaults(own_home: Path) -> None:
    (own_home / "settings.json").write_bytes(b"{")
    (own_home / "settings.broken.json").mkdir()
    assert settings.load() == Settings()
    assert (own_home / "settings.json").read_bytes() == b"{"


def test_saving_where_nobody_can_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file"):
        settings.save(Settings(), tmp_path / "file" / "settings.json")


def test_recent_files_are_few_each_once_and_the_last_first() -> None:
    chosen = Settings()
    for number in [*range(20), 15]:
        chosen = chosen.with_recent_file(Path(f"/folder/{number}.takeoff"))
    assert len(chosen.recent_files) == RECENT_FILES
    names = [Path(name).stem for name in chosen.recent_files[:3]]
    assert names == ["15", "19", "18"]
    assert chosen.last_folder == str(Path("/folder"))


def test_without_a_home_of_its_own_the_system_says_where(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TAKEOFF_HOME")
    assert settings.config_folder().name == "Takeoff"
    assert settings.data_folder().name == "Takeoff"


def test_a_disk_that_is_full_keeps_the_old_preferences_and_leaves_nothing_beside_them(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.json"
    settings.save(Settings(), path)
    before = path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(OSError, match="large"):
            settings.save(Settings(consultant="Vera"), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]

"""How wide text is, so that labels can be wrapped and kept apart without a font engine.

The widths are the larger of the Regular and the SemiBold of the bundled face, rounded up to a
twenty-fifth of the letter size; a test holds them against the font files.
"""

from __future__ import annotations

from functools import cache

UNKNOWN = 1.05
"""Letter sizes taken by a character that the bundled face does not have."""

_CHARACTERS_BY_WIDTH = {
    120: "\u202f\u2009",
    240: " \u00a0",
    280: "'ijìíîïіїј",
    320: "!,.:;l¡‘’",
    360: "()[]f²³·¹",
    400: "rt{|}¦",
    440: "-/I\\ªºÌÍÎÏІЇ",
    480: '"®°гѓ',
    520: "?csz¿çЃГстѕ“”„",
    560: "*JLaegvxy¢«»àáâãäåèéêëýÿЈаезухьэѐёєў",
    600: ("$+0123456789<=>EFTZ^_`bdhknopqu~£§¨¬¯±´µ¸ÈÉÊË×ðñòóôõö÷øùúûüþЀЁЕТбвклопрчяђћќџ–−≥≤≈"),
    640: "SVY¤¥ÝЅЎЗУдийнцъѝ",
    680: "ABCKPRX¶ÀÁÂÃÄÅÇÞßЄЌАБВКРСХЧЬЭЯ",
    720: "#&DGHNOQUÐÑÒÓÔÕÖØÙÚÛÜЍЏИЙНОПм",
    760: "ЛЦЪ",
    800: "©Дфы—",
    840: "Mw¾ЂЋМжшю",
    880: "¼½æщљњ…→←↑↓",
    920: "@mФЫ",
    960: "%WÆ",
    1000: "ЖЮ",
    1040: "ЉЊШ",
    1080: "Щ№",
}


@cache
def _widths() -> dict[str, float]:
    return {
        character: thousandths / 1000
        for thousandths, characters in _CHARACTERS_BY_WIDTH.items()
        for character in characters
    }


def width(text: str, size: float) -> float:
    """Return how wide the text is at most, in the unit of ``size``."""
    widths = _widths()
    return size * sum(widths.get(character, UNKNOWN) for character in text)


def fit(text: str, room: float, size: float) -> str:
    """Return the text, cut at the end with an ellipsis when it is wider than ``room``."""
    if width(text, size) <= room:
        return text
    cut = text
    while cut and width(cut.rstrip() + "…", size) > room:
        cut = cut[:-1]
    return cut.rstrip() + "…"


def wrap(text: str, room: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """Return the text broken at spaces into at most ``lines`` lines; the last one is cut."""
    done: list[str] = []
    words = text.split(" ")
    while words:
        if len(done) == lines - 1:
            return (*done, fit(" ".join(words), room, size))
        taken = _words_that_fit(words, room, size)
        done.append(fit(" ".join(words[:taken]), room, size))
        words = words[taken:]
    return tuple(done)


def _words_that_fit(words: list[str], room: float, size: float) -> int:
    taken = 1
    while taken < len(words) and width(" ".join(words[: taken + 1]), size) <= room:
        taken += 1
    return taken

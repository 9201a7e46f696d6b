"""The pages of the window, in the order of the rail."""

from forms.pages.base import Page
from forms.pages.evidence import EvidencePage

PAGES: tuple[type[Page], ...] = (EvidencePage,)

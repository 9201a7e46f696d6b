"""What the forecast starts from: the group of projects it is compared with, or a rate by hand."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from assessor.domain.assessment import Project
from assessor.domain.reference_class import Provenance, ReferenceClass
from assessor.domain.risk import Risk
from assessor.language import Voice, names, sentences
from forms.theme import space
from forms.widgets.basic import Card, Label, button, column, empty
from forms.widgets.flow_layout import FlowLayout

SITE_LETTERS = 40


def chosen_class(project: Project, known: Sequence[ReferenceClass]) -> ReferenceClass | None:
    """Return the class that a project starts from: the usual one when it chose none.

    None when the project names one that this program does not have.
    """
    if project.reference_class is None:
        return known[0]
    return next((one for one in known if one.id == project.reference_class), None)


def rate_of(voice: Voice, one: ReferenceClass) -> str:
    """Return a class's rate and range in cases of a hundred."""
    risk = Risk(mean=one.rate, median=one.rate, low=one.low, high=one.high)
    return voice.say(
        "%(rate)d in 100 (%(span)s)",
        rate=sentences.hundred(one.rate),
        span=sentences.span(voice, risk),
    )


class SourceLinks(QWidget):
    """The addresses that a rate was taken from, by the names of their sites."""

    link_opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.links: list[QPushButton] = []
        self._flow = FlowLayout(gap=space(1))
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_sources(self, addresses: Sequence[str], voice: Voice) -> None:
        """Show a link for each address."""
        names_now = [made.accessibleName() for made in self.links]
        if names_now == [_spoken(voice, address) for address in addresses]:
            return
        empty(self._flow)
        self.links = [self._link(address, voice) for address in addresses]
        for made in self.links:
            self._flow.addWidget(made)
        self.updateGeometry()

    def _link(self, address: str, voice: Voice) -> QPushButton:
        site = (urlsplit(address).hostname or address).removeprefix("www.")[:SITE_LETTERS]
        made = button(site, "link", self)
        made.setToolTip(address)
        made.setAccessibleName(_spoken(voice, address))
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        made.clicked.connect(self._open)
        made.show()
        return made

    @Slot()
    def _open(self) -> None:
        pressed: QObject = self.sender()
        if isinstance(pressed, QPushButton):
            self.link_opened.emit(pressed.toolTip())


def _spoken(voice: Voice, address: str) -> str:
    return voice.say("Open the source: %(address)s", address=address)


class ClassFacts(QWidget):
    """What a reference class is: definition, how many were counted, sources, and the warning."""

    link_opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.definition = Label(parent=self)
        self.counted = Label(look="muted", parent=self)
        self.warning = Label(look="raises", parent=self)
        self.reason = Label(look="small", parent=self)
        self.sources = SourceLinks(self)
        box = column(self, gap=1)
        for part in (self.definition, self.counted, self.warning, self.reason, self.sources):
            box.addWidget(part)
        self.sources.link_opened.connect(self.link_opened)

    def show_class(self, one: ReferenceClass, voice: Voice) -> None:
        """Show one class."""
        self.definition.setText(
            voice.say("Counted as failing: %(what)s", what=names.within(voice.text(one.definition)))
        )
        event = names.event(voice, one.event)
        counted = _counted(voice, one.n)
        self.counted.setText(f"{event}. {counted}")
        weak = one.provenance is Provenance.WEAK
        self.warning.setVisible(weak)
        self.warning.setText(
            voice.say("Poorly documented: choose it only when nothing better fits.")
        )
        self.reason.setText(voice.text(one.reason))
        self.sources.show_sources(one.sources, voice)


def _counted(voice: Voice, n: int | None) -> str:
    if n is None:
        return voice.say("Among how many is not known.")
    return voice.say_many("Among %(n)s project.", "Among %(n)s projects.", n)


def _why(voice: Voice, project: Project, chosen: ReferenceClass | None, base: Risk) -> str:
    """Return why it was set by hand, or why it is another than what was counted."""
    own = project.base_rate
    if own is not None:
        reason = voice.say("Reason: %(reason)s", reason=own.reason)
        rate = sentences.in_hundred(voice, own.rate)
        return f"{sentences.allowed_for(voice, rate, base)}\n{reason}"
    return sentences.published_rate(voice, chosen, base) if chosen else ""


class BaseRateCard(Card):
    """What the figure on the Result page starts from, and a way to change it."""

    link_opened = Signal(str)
    change_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, gap=1.5, pad=3)
        self.heading = Label(look="strong", parent=self)
        self.by_hand = Label(parent=self)
        self.facts = ClassFacts(self)
        self.change = button(look="link", parent=self, wraps=True)
        for part in (self.heading, self.by_hand, self.facts):
            self.box.addWidget(part)
        self.box.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeading)
        self.facts.link_opened.connect(self.link_opened)
        self.change.clicked.connect(self.change_wanted)

    def show_base(
        self, base: Risk, project: Project, known: Sequence[ReferenceClass], voice: Voice
    ) -> None:
        """Show the base rate in use and where it comes from."""
        own, chosen = project.base_rate, chosen_class(project, known)
        name = voice.say("set by hand") if own else voice.text(chosen.title) if chosen else ""
        self.heading.setText(
            voice.say(
                "Starts from a base rate of %(rate)d in 100 (%(span)s): %(name)s",
                rate=sentences.hundred(base.mean),
                span=sentences.span(voice, base),
                name=name or voice.say("the belief set's own"),
            )
        )
        self.by_hand.setVisible(own is not None or chosen is not None)
        self.by_hand.setText(_why(voice, project, chosen, base))
        self.facts.setVisible(own is None and chosen is not None)
        if own is None and chosen is not None:
            self.facts.show_class(chosen, voice)
        self.change.setText(voice.say("Choose another on the Project page"))

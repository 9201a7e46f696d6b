"""The preferences of one user on one machine, and what the program is."""

from __future__ import annotations

import platform
import re
from typing import ClassVar

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtWidgets import QCheckBox, QWidget

from assessor import __version__
from assessor.domain.backup import Backup
from assessor.domain.language import Language
from assessor.service import default_database
from assessor.settings import Theme
from forms.dialogs import Dialogs
from forms.pages.cards import CardPage
from forms.rescue import Rescue
from forms.session import Session
from forms.widgets.backups_panel import BackupsPanel
from forms.widgets.basic import Card, Label, column
from forms.widgets.described_choice import DescribedChoice
from forms.widgets.fields import Field, LineEdit, ParsedEdit
from forms.widgets.project_fields import line_of_text
from forms.widgets.segmented import Segmented
from forms.widgets.two_columns import TwoColumns


class SettingsPage(CardPage):
    """Changes take effect at once; there is nothing to confirm."""

    NAME: ClassVar[str] = "settings"

    def __init__(self, session: Session, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(session, dialogs, parent)
        inside = self._scroll.inside
        self.languages = Segmented([language.value for language in Language], inside)
        self.themes = Segmented([theme.value for theme in Theme], inside)
        known = session.service.belief_sets()
        self.beliefs = DescribedChoice(tuple(beliefs.id for beliefs in known), inside)
        self.consultant: ParsedEdit = line_of_text(inside)
        self.consultant_field = Field(self.consultant, inside)
        # A path has no spaces to break at; in a field it can be read to its end and copied.
        self.database = LineEdit(inside)
        self.database.setReadOnly(True)
        self.backups = BackupsPanel(inside)
        self._rescue = Rescue(session, dialogs, self)
        self._wants_to_know = False
        """Whether the user has asked for a backup and is still to hear of it."""
        self.restore = QCheckBox(inside)
        self.versions = Label(look="muted", parent=inside)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column(self).addWidget(self._scroll)
        columns = TwoColumns(self._scroll.inside)
        self._scroll.box.addWidget(self._words("title", lambda v: v.say("Settings")))
        self._scroll.box.addWidget(columns)
        self._scroll.box.addStretch(1)
        self.versions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        columns.left.addWidget(
            self._card(
                lambda v: v.say("Language and look"),
                self._together(
                    self._words("caption", lambda v: v.say("Language of the window")),
                    self.languages,
                ),
                self._together(
                    self._words("caption", lambda v: v.say("Light or dark")), self.themes
                ),
                self.restore,
            )
        )
        columns.left.addWidget(
            self._card(
                lambda v: v.say("Consultant"),
                self.consultant_field,
            )
        )
        columns.right.addWidget(
            self._card(
                lambda v: v.say("Belief set"),
                self._words(
                    "muted",
                    lambda v: v.say(
                        "What the program believes about CRM projects. The other set is shown "
                        "beside it whenever the two differ by more than five points."
                    ),
                ),
                self.beliefs,
            )
        )
        columns.left.addWidget(self._place_card())
        columns.right.addWidget(self._card(lambda v: v.say("Backups"), self.backups))
        columns.right.addWidget(self._card(lambda v: v.say("About Takeoff"), self.versions))

    def _place_card(self) -> Card:
        return self._card(
            lambda v: v.say("Where the assessments are kept"),
            self._together(
                self.database,
                self._words(
                    "small",
                    lambda v: v.say(
                        "Nothing leaves this place unless you export or save it yourself. To keep "
                        "the assessments elsewhere, set TAKEOFF_HOME before the program starts."
                    ),
                ),
            ),
        )

    def _together(self, *parts: QWidget) -> QWidget:
        """Return parts that belong to one another, as near as a field to its label and its hint."""
        made = QWidget(self)
        box = column(made, gap=0.5)
        for part in parts:
            box.addWidget(part)
        return made

    def _connect(self) -> None:
        self.languages.chosen.connect(self._speak)
        self.themes.chosen.connect(self._dress)
        self.beliefs.chosen.connect(self._believe)
        self.consultant.value_changed.connect(self._name_consultant)
        self.restore.toggled.connect(self._go_on)
        self.backups.wanted_now.connect(self._back_up)
        self.backups.folder_wanted.connect(self._rescue.show_backups)
        self.backups.going_back_wanted.connect(self._go_back_to)
        self.session.backing_up.made.connect(self._tell_of_backup)
        self.session.flushing.connect(self.consultant.hand_over)
        self.session.theme_changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def retranslate(self) -> None:
        """Say every text again."""
        voice = self.voice
        super().retranslate()
        self.languages.set_texts(["English", "Русский"])
        self.database.setAccessibleName(voice.say("Where the assessments are kept"))
        self.restore.setText(voice.say("Begin where I stopped last time"))
        names = {
            Theme.SYSTEM: voice.say("As the system"),
            Theme.LIGHT: voice.say("Light"),
            Theme.DARK: voice.say("Dark"),
        }
        self.themes.set_texts([names[theme] for theme in Theme])
        for beliefs in self.session.service.belief_sets():
            self.beliefs.say(beliefs.id, voice.text(beliefs.title), voice.text(beliefs.summary))
        self.consultant_field.say(
            voice.say("Your name"), voice.say("Stands on every assessment that you start.")
        )
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the preferences as they are."""
        session, settings = self.session, self.session.settings
        self.languages.set_value(session.voice.language.value)
        self.themes.set_value(settings.theme.value)
        self.beliefs.set_value(session.service.chosen_beliefs)
        self.consultant.set_value(settings.consultant)
        self.restore.setChecked(settings.restore)
        place = shown_place(settings.database or default_database())
        self.database.setText(place)
        self.database.setCursorPosition(0)
        self.versions.setText(self._versions())
        self._show_backups()

    def _show_backups(self) -> None:
        service = self.session.service
        here = service.backup_folder is not None
        self.backups.show_backups(service.backups(), self.voice, here=here)

    @Slot()
    def _tell_of_backup(self) -> None:
        before = self.backups.newest
        if self.isVisible():
            self._show_backups()
        if not self._wants_to_know:
            return
        self._wants_to_know = False
        voice, is_new = self.voice, self.backups.newest != before
        nothing = voice.say("Nothing has changed since the last backup.")
        self.session.notice.emit(voice.say("Backed up.") if is_new else nothing)

    @Slot()
    def _back_up(self) -> None:
        self._show_backups()
        self._wants_to_know = True
        self.session.flush()
        self.session.backing_up.begin()

    @Slot(object)
    def _go_back_to(self, backup: Backup) -> None:
        self.session.flush()
        self._rescue.go_back_to(backup)
        self._show_backups()

    def _versions(self) -> str:
        voice, service = self.voice, self.session.service
        questionnaire = service.questionnaire
        lines = [
            voice.say("Takeoff %(version)s", version=__version__),
            voice.say("Questionnaire %(version)s", version=questionnaire.version),
            *(
                voice.say(
                    "Belief set “%(title)s” %(version)s",
                    title=voice.text(beliefs.title),
                    version=beliefs.version,
                )
                for beliefs in service.belief_sets()
            ),
            f"Python {platform.python_version()}, Qt {qVersion()}",
        ]
        return "\n".join(lines)

    @Slot(str)
    def _speak(self, language: str) -> None:
        self.session.set_language(Language(language))

    @Slot(str)
    def _dress(self, theme: str) -> None:
        self.session.set_theme(Theme(theme))

    @Slot(str)
    def _believe(self, beliefs_id: str) -> None:
        self.session.set_beliefs(beliefs_id)

    @Slot(bool)
    def _go_on(self, wanted: bool) -> None:  # noqa: FBT001 - a switch's own value
        if wanted != self.session.settings.restore:
            self.session.change_settings(restore=wanted)

    @Slot(object)
    def _name_consultant(self, name: object) -> None:
        self.session.change_settings(consultant=str(name))


def shown_place(url: str) -> str:
    """Return where the database is: a file's path, or an address without its password."""
    if url.startswith("sqlite:///"):
        return url.removeprefix("sqlite:///")
    return re.sub(r"(://[^:/@]+):[^@]*@", r"\1@", url)

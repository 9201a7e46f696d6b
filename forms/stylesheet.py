"""The Qt stylesheet as a template; its $tokens are filled in by ``forms.theme``.

A widget says what it is through the property ``look`` (see ``forms.widgets.basic``).
"""

SHEET = """
QMainWindow, QDialog, QMessageBox, QWidget[look="window"] { background: $window; }
QWidget[look="surface"] { background: $surface; }
QToolTip { background: $ink; color: $surface; border: none; padding: 6px 8px; font-size: $small; }

QLabel[look="small"] { font-size: $small; color: $muted; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="caption"] { font-size: $small; font-weight: 600; color: $muted; }
QLabel[look="title"] { font-size: $title; font-weight: 600; }
QLabel[look="lead"] { font-size: $title; }
QLabel[look="figure"] { font-size: $figure; font-weight: 600; }
QLabel[look="raises"] { color: $raises; font-weight: 600; }
QLabel[look="lowers"] { color: $lowers; font-weight: 600; }
QLabel[look="error"] { font-size: $small; color: $raises; }
QLabel[look="bubble"] {
    background: $ink; color: $surface; border-radius: 6px; padding: 6px 10px; font-size: $small;
}
QLabel a { color: $accent; }

QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[look="card"][current="true"] { border: 1px solid $accent; }
QFrame[look="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="divider"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame[look="notice"], QFrame[look="alarm"] { border: 1px solid $edge; border-radius: 6px; }
QFrame[look="notice"] { background: $accent_soft; }
QFrame[look="banner"] { background: $accent_soft; border: none; }
QFrame[look="alarm"] { background: $alarm_soft; }

QPushButton, QToolButton {
    background: $surface; border: 1px solid $edge; border-radius: 6px;
    padding: 6px 14px; min-height: $button_line;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $accent_soft; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $line; }
QPushButton[look="primary"] {
    background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
}
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $ink; }
QPushButton[look="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[look="quiet"], QToolButton[look="quiet"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 6px 8px;
}
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:checked, QToolButton[look="quiet"]:checked { background: $accent_soft; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus {
    border: 2px solid $accent; padding: 5px 7px;
}
QPushButton[look="quiet"]:disabled { color: $muted; }
QToolButton[look="quiet"] { padding: 3px; min-height: 0; }
QToolButton, QPushButton { icon-size: $icon; }
QToolButton[look="quiet"]:focus { padding: 2px; }
QPushButton[look="link"] {
    background: transparent; border: 1px solid transparent; border-radius: 4px; color: $accent;
    padding: 1px 2px 1px 0; min-height: 0; text-align: left;
}
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 1px solid $accent; }
QPushButton[look="chip"] {
    background: $surface; border: 1px solid $edge; border-radius: 11px; color: $ink;
    padding: 1px 9px; min-height: $chip_line; font-size: $small;
}
QPushButton[look="chip"]:hover { background: $hover; }
QPushButton[look="chip"]:checked {
    background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
}
QPushButton[look="chip"]:focus { border: 2px solid $accent; padding: 0 8px; }
QPushButton[look="chip"]:checked:focus { border: 2px solid $ink; }
QPushButton[look="choice"] {
    background: $surface; border: 1px solid $line; border-radius: 8px; padding: 0; text-align: left;
}
QPushButton[look="choice"]:hover { border-color: $accent; background: $surface; }
QPushButton[look="choice"]:focus { border: 2px solid $accent; padding: 0; }
QFileDialog QToolButton, QMessageBox QToolButton { padding: 2px; min-height: 0; }
QFileDialog QToolButton:focus { padding: 1px; }
QToolButton::menu-indicator { image: none; width: 0; }

QToolButton[look="rail"] {
    background: transparent; border: 2px solid transparent; border-radius: 8px;
    padding: 6px 2px; font-size: $small; color: $muted;
}
QToolButton[look="rail"]:hover { background: $hover; color: $ink; }
QToolButton[look="rail"]:checked { background: $accent_soft; color: $ink; font-weight: 600; }
QToolButton[look="rail"]:focus { border: 2px solid $accent; }
QToolButton[look="rail"]:disabled { color: $edge; }

QPushButton[look="segment"] {
    background: $surface; border: 1px solid $edge; border-radius: 0; padding: 5px 12px;
    margin-left: -1px;
}
QPushButton[look="segment"][end="first"] {
    border-top-left-radius: 6px; border-bottom-left-radius: 6px; margin-left: 0;
}
QPushButton[look="segment"][end="last"] {
    border-top-right-radius: 6px; border-bottom-right-radius: 6px;
}
QPushButton[look="segment"][end="both"] { border-radius: 6px; margin-left: 0; }
QPushButton[look="segment"]:hover { background: $hover; }
QPushButton[look="segment"]:checked {
    background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
}
QPushButton[look="segment"][tone="quiet"]:checked {
    background: $accent_soft; border-color: $accent; color: $ink;
}
QPushButton[look="segment"]:focus { border: 2px solid $accent; padding: 4px 11px; }
QPushButton[look="segment"]:checked:focus { border: 2px solid $ink; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox {
    background: $surface; border: 1px solid $edge; border-radius: 6px; padding: 5px 8px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QComboBox { min-height: $field_line; }
QLineEdit:hover, QPlainTextEdit:hover, QTextEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover,
QDateEdit:hover, QComboBox:hover { border-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 4px 7px; }
/* Qt measures a list of choices with the padding over the field that has the focus, and lays it out
   with that of one that has not: were they not the same, the list would hide its last row. The
   words of all fields begin at one line, whatever Qt itself leaves before them. */
QComboBox { padding: 4px 8px 4px 10px; min-height: $choice_line; }
QComboBox:focus { padding: 4px 7px 4px 9px; min-height: $field_line; }
QPlainTextEdit { padding: 3px 8px; }
QPlainTextEdit:focus { padding: 2px 7px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QSpinBox[wrong="true"],
QDateEdit[wrong="true"] { border: 2px solid $raises; padding: 4px 7px; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled, QDateEdit:disabled {
    color: $muted; border-color: $line; background: $window;
}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: $chevron_room; }
QComboBox::down-arrow, QDateEdit::down-arrow {
    image: url("$chevron_light"); width: $chevron; height: $chevron;
}
QMainWindow[ground="dark"] QComboBox::down-arrow, QMainWindow[ground="dark"] QDateEdit::down-arrow {
    image: url("$chevron_dark");
}
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $edge; padding: 4px; outline: none;
    selection-background-color: $accent_soft; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 2px 8px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px 3px 3px 0; border: 1px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; border-radius: 4px; }
QCheckBox::indicator, QListView::indicator {
    width: $box; height: $box; border: 1px solid $edge; border-radius: 4px;
    background: $surface; }
QCheckBox::indicator:hover, QListView::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$tick_light"); }
QMainWindow[ground="dark"] QCheckBox::indicator:checked,
QMainWindow[ground="dark"] QListView::indicator:checked { image: url("$tick_dark"); }
QRadioButton::indicator { width: $box; height: $box; border: 1px solid $edge;
    border-radius: $round; background: $surface; }
QRadioButton::indicator:checked { border: $ring solid $accent; width: $hole; height: $hole; }

QLineEdit QToolButton {
    background: transparent; border: none; padding: 0; min-height: 0; icon-size: 16px;
}
QPdfView { border: 2px solid $line; }
QPdfView:focus { border-color: $accent; }
QScrollArea { border: none; }
QScrollArea:focus { border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; border: 1px solid $edge; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTableView, QTreeView, QListView {
    background: $surface; border: 1px solid $line; border-radius: 8px; gridline-color: $line;
    alternate-background-color: $window; selection-background-color: $accent_soft;
    selection-color: $ink; padding: 3px;
}
QTableView[look="facts"] { border: 2px solid transparent; border-radius: 4px; padding: 0; }
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $accent; padding: 2px; }
QTableView[look="facts"]:focus { padding: 0; }
QTableView::item, QTreeView::item, QListView::item { padding: 6px 8px; border: none; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: $accent_soft; color: $ink;
}
/* A bar marks the chosen row for those who do not see the shade. */
QTreeView, QListView { outline: none; }
QTreeView::item:selected, QListView::item:selected {
    border-left: 3px solid $accent; padding-left: 5px;
}
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; font-size: $small; font-weight: 600; border: none;
    border-bottom: 1px solid $line; padding: 8px;
}
QTableCornerButton::section { background: $surface; border: none; }

QProgressBar {
    background: $line; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
    color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $accent; width: 16px; height: 16px; margin: -6px 0; border-radius: 8px;
}
QSlider::handle:horizontal:focus { background: $ink; }
QSplitter::handle { background: $line; }
"""

"""Words before a field, as wide as the widest of their column, so that the fields line up."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from forms.widgets.basic import Label


class LineLabel(Label):
    """One of several labels that stand under each other, each in a line of its own."""

    def __init__(self, column: list[LineLabel], parent: QWidget) -> None:
        """Join the labels of ``column``."""
        super().__init__(look="small", wrap=False, parent=parent)
        self._column = column
        column.append(self)

    def sizeHint(self) -> QSize:
        """Return the size of the widest label of the column."""
        widest = max(Label.sizeHint(label).width() for label in self._column)
        return QSize(widest, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: half a label would be none."""
        return self.sizeHint()

"""One window for one person's data: a second start gives its file to the first and ends."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 3_000
"""How long a second start waits for the first to take its file before it opens a window itself."""

LONGEST = 65_536
"""Bytes that are read of one message: far more than any path has."""

TAKEN = b"taken\n"


def name_for(folder: Path) -> str:
    """Return the name under which the window that works on this data folder can be called."""
    return "takeoff-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]


def hand_over(name: str, file: Path | None) -> bool:
    """Give a file, or only the wish to be seen, to a running window; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    path = str(file.absolute()) if file is not None else ""
    socket.write(json.dumps({"file": path}).encode() + b"\n")
    answered = socket.waitForReadyRead(PATIENCE_MS)
    taken = answered and socket.readAll().data() == TAKEN
    socket.disconnectFromServer()
    return taken


class FirstWindow(QObject):
    """Listens for later starts for as long as the window lives."""

    called = Signal(str)
    """A later start wants the window to be seen, and this file opened unless it is empty."""

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        if not self._server.listen(name):
            # Nobody answered under this name a moment ago: a crash has left it behind.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @property
    def is_listening(self) -> bool:
        """Return whether later starts can be heard."""
        return self._server.isListening()

    def release(self) -> None:
        """Stop listening."""
        self._server.close()

    @Slot()
    def _meet(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or not socket.canReadLine():
            return
        file = _file_in(bytes(socket.readLine(LONGEST).data()))
        if file is None:
            socket.abort()
            return
        socket.write(TAKEN)
        socket.flush()
        self.called.emit(file)


def _file_in(message: bytes) -> str | None:
    """Return the file named in a message, empty for none; None when it is no message of ours."""
    try:
        said = json.loads(message)
    except ValueError:
        return None
    file = said.get("file") if isinstance(said, dict) else None
    return file if isinstance(file, str) else None

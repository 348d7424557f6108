"""A mail server for tests: enough of RFC 5321 to take letters, refuse some, and hang up at a chosen moment."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


@dataclass(slots=True)
class Received:
    """One message that the server took."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.data, policy=default)


@dataclass(slots=True)
class Behaviour:
    """How the server shall misbehave, by address."""

    refuse: dict[str, str] = field(default_factory=dict)
    """Answers to RCPT: `{"x@y.example": "550 no such mailbox"}`."""
    refuse_data: str = ""
    """The answer to a whole message: `"554 spam"`."""
    drop_after_data: set[str] = field(default_factory=set)
    """Take the message for these, and hang up without an answer."""
    closed: bool = False
    """Hang up at once, before the greeting."""


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received: list[Received] = []
        self.behaviour = Behaviour()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def addresses(self) -> list[str]:
        return [address for one in self.received for address in one.recipients]


class Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        with suppress(ConnectionError):
            self._talk()

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _talk(self) -> None:
        behaviour = self.server.behaviour
        if behaviour.closed:
            return
        self._say("220 double ESMTP")
        sender, recipients = "", list[str]()
        while line := self.rfile.readline().decode().strip():
            verb = line.partition(" ")[0].partition(":")[0].upper()
            match verb:
                case "EHLO":
                    self._say("250-double")
                    self._say("250 8BITMIME")
                case "MAIL":
                    sender, recipients = _address(line), []
                    self._say("250 ok")
                case "RCPT":
                    refusal = behaviour.refuse.get(_address(line))
                    if refusal is None:
                        recipients.append(_address(line))
                    self._say(refusal or "250 ok")
                case "DATA":
                    self._say("354 go on")
                    data = self._data()
                    if not behaviour.refuse_data:
                        self.server.received.append(Received(sender, tuple(recipients), data))
                    if behaviour.drop_after_data & set(recipients):
                        return
                    self._say(behaviour.refuse_data or "250 taken")
                case "QUIT":
                    self._say("221 bye")
                    return
                case "RSET" | "NOOP":
                    self._say("250 ok")
                case _:
                    self._say("502 unknown")

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server on a free port of this machine for the length of a block."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()

"""A true Dovecot on free ports of this machine, with its own configuration and Maildirs in a folder of its own."""

import imaplib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from grp import getgrgid
from pathlib import Path
from pwd import getpwuid
from uuid import uuid4

PASSWORD = "une-drache-en-mars"
NOBODY = 65534

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = {ssl}
{certificate}
{users}
mail_location = maildir:{folder}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
mailbox_list_index = no
auth_mechanisms = plain login xoauth2
disable_plaintext_auth = no
auth_failure_delay = 0
auth_cache_size = 0
auth_debug = yes
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u allow_all_users=yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Junk {{
    auto = create
    special_use = \\Junk
  }}
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
"""


@dataclass(slots=True)
class Dovecot:
    """A running server. Every address has a mailbox and the same password."""

    folder: Path
    port: int
    tls_port: int
    uid: int
    gid: int

    @property
    def log(self) -> str:
        return (self.folder / "dovecot.log").read_text()

    def maildir(self, user: str, folder: str = "") -> Path:
        """The Maildir of somebody, made if need be."""
        path = self.folder / "mail" / user
        for part in (path, path / f".{folder}") if folder else (path,):
            for name in ("tmp", "new", "cur"):
                (part / name).mkdir(parents=True, exist_ok=True)
            self._give(part)
        return path / f".{folder}" if folder else path

    def _give(self, path: Path) -> None:
        if os.getuid() == 0:
            for one in (path, *path.iterdir()):
                os.chown(one, self.uid, self.gid)

    def put(self, user: str, content: bytes, folder: str = "") -> None:
        """Deliver a mail as a server does: whole, or not yet there."""
        where = self.maildir(user, folder)
        name = f"{time.time_ns()}.{uuid4().hex}.double"
        (where / "tmp" / name).write_bytes(content)
        (where / "tmp" / name).chmod(0o644)
        if os.getuid() == 0:
            os.chown(where / "tmp" / name, self.uid, self.gid)
        (where / "tmp" / name).rename(where / "new" / name)

    def mails(self, user: str, folder: str = "") -> list[bytes]:
        """The mails that lie in a folder."""
        where = self.maildir(user, folder)
        return [path.read_bytes() for name in ("new", "cur") for path in sorted((where / name).iterdir())]

    def renumber(self, user: str) -> None:
        """Forget the numbers of the inbox: the UIDVALIDITY changes, as after a restored backup."""
        time.sleep(1.1)  # Dovecot makes it from the clock, in seconds
        for path in self.maildir(user).glob("dovecot*"):
            path.unlink()

    def client(self, user: str) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.port)
        client.login(user, PASSWORD)
        return client


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def dovecot(*, token_info_url: str = "http://127.0.0.1:1/", certificate: Path | None = None) -> Iterator[Dovecot]:
    """Serve for the length of a block. `certificate` is a file with a certificate and its key."""
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
    folder.chmod(0o755)
    root = os.getuid() == 0
    uid, gid = (NOBODY, NOBODY) if root else (os.getuid(), os.getgid())
    me, mine = getpwuid(os.getuid()).pw_name, getgrgid(os.getgid()).gr_name
    users = (
        "" if root else f"default_internal_user = {me}\ndefault_internal_group = {mine}\ndefault_login_user = {me}"
    )
    server = Dovecot(folder, free_port(), free_port(), uid, gid)
    (folder / "mail").mkdir()
    if root:
        os.chown(folder / "mail", uid, gid)
    (folder / "oauth2.conf").write_text(f"tokeninfo_url = {token_info_url}\nusername_attribute = email\n")
    conf = folder / "dovecot.conf"
    conf.write_text(
        CONFIGURATION.format(
            folder=folder,
            password=PASSWORD,
            ssl="yes" if certificate else "no",
            certificate=f"ssl_cert = <{certificate}\nssl_key = <{certificate}" if certificate else "",
            users=users,
            uid=uid,
            gid=gid,
            port=server.port,
            tls_port=server.tls_port,
        )
    )
    binary = shutil.which("dovecot") or "/usr/sbin/dovecot"
    process = subprocess.Popen([binary, "-F", "-c", str(conf)], start_new_session=True)
    try:
        _wait(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: Dovecot, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 15
    while True:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
            return
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(server.log if (server.folder / "dovecot.log").exists() else "dovecot did not start")
        time.sleep(0.05)

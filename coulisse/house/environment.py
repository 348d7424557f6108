"""From environment variables to the few settings that differ between machines. Uses no Django."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

RESEMBLES: Final = 0.4
"""From which word similarity a misspelt word is taken for a word that is there (the server's own is 0.6)."""


class BadEnvironment(Exception):
    """A variable that cannot be used: its name, and what to write instead."""


def home_folder(environment: Mapping[str, str]) -> Path:
    """Where this house lives on disk: `COULISSE_HOME`, or a folder of the user's own."""
    if chosen := environment.get("COULISSE_HOME"):
        return Path(chosen).expanduser().resolve()
    data = environment.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "coulisse"


def secret_key(home: Path) -> str:
    """The key that signs sessions, made once a house and kept readable by its owner only."""
    path = home / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        pass
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def database(environment: Mapping[str, str]) -> dict[str, object]:
    """Django's description of the database: `COULISSE_DATABASE_URL`, else the embedded server's socket."""
    url = environment.get("COULISSE_DATABASE_URL") or environment.get("COULISSE_EMBEDDED_URL", "")
    parts = urlsplit(url)
    if url and parts.scheme not in {"postgresql", "postgres"}:
        raise BadEnvironment("COULISSE_DATABASE_URL must read postgresql://user:password@host:5432/name")
    query = dict(parse_qsl(parts.query))
    pool = environment.get("COULISSE_POOL", "1") == "1"
    options: dict[str, object] = {key: value for key, value in query.items() if key != "host"}
    # Compiling a query costs seconds where the query itself takes milliseconds.
    options["options"] = f"-c jit=off -c pg_trgm.word_similarity_threshold={RESEMBLES}"
    if pool:
        options["pool"] = {"min_size": 1, "max_size": int(environment.get("COULISSE_POOL_SIZE", "12"))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "coulisse",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": not pool,
        "OPTIONS": options,
    }


def email_server(environment: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The mail backend: `COULISSE_SMTP_URL` (smtp://, or smtp+tls:// for STARTTLS), else files in the house.

    Without a server, letters are written to the house's `mail` folder, and every screen that sends says so.
    """
    url = environment.get("COULISSE_SMTP_URL", "")
    if not url:
        return "django.core.mail.backends.filebased.EmailBackend", {}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+tls"} or not parts.hostname:
        raise BadEnvironment("COULISSE_SMTP_URL must read smtp+tls://user:password@host:587")
    return "django.core.mail.backends.smtp.EmailBackend", {
        "host": parts.hostname,
        "port": str(parts.port or 25),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "tls": "1" if parts.scheme == "smtp+tls" else "0",
    }


def open_id_connect(environment: Mapping[str, str]) -> dict[str, object]:
    """The identity provider of the house, if any: `COULISSE_OIDC_ISSUER`, `…_CLIENT_ID`, `…_SECRET`, `…_NAME`.

    Its address to come back to is `<public url>/account/oidc/house/login/callback/`.
    """
    issuer = environment.get("COULISSE_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    client = environment.get("COULISSE_OIDC_CLIENT_ID", "")
    if urlsplit(issuer).scheme not in {"https", "http"} or not client:
        raise BadEnvironment(
            "COULISSE_OIDC_ISSUER must read https://identity.example, with COULISSE_OIDC_CLIENT_ID and "
            "COULISSE_OIDC_SECRET beside it"
        )
    app = {
        "provider_id": "house",
        "name": environment.get("COULISSE_OIDC_NAME", "OpenID Connect"),
        "client_id": client,
        "secret": environment.get("COULISSE_OIDC_SECRET", ""),
        "settings": {"server_url": issuer},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}

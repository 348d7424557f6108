"""What people settle for themselves: name, language, theme, shortcuts, sessions. No fact: nobody else's matter."""

from allauth.usersessions.models import UserSession

from coulisse.foundation.accounts.models import User


def change_profile(*, user: User, name: str, language: str, theme: str, single_keys: bool) -> User:
    user.name, user.language, user.theme, user.single_keys = name, language, theme, single_keys
    user.save(update_fields=["name", "language", "theme", "single_keys"])
    return user


def choose_language(*, user: User, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])


def choose_theme(*, user: User, theme: str) -> None:
    user.theme = theme
    user.save(update_fields=["theme"])


def end_session(*, session: UserSession) -> None:
    """Sign one browser out."""
    session.end()


def end_other_sessions(*, user: User, but: str) -> int:
    """Sign every other browser of `user` out; `but` is the key of the session to keep. Returns how many."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=but))
    for session in others:
        session.end()
    return len(others)

"""What allauth asks the house: nobody signs up without an invitation, and an address belongs to one person."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from coulisse.foundation.accounts.models import User


class HouseAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class HouseSocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """An OpenID Connect account opens the house only for an address that already has a user."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """The person as the provider tells: an address and a name. Never stored, for sign-up is closed."""
        user: User = sociallogin.user
        user.email, user.name = data.get("email") or "", data.get("name") or ""
        return user

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Match a verified address of the provider with the person who carries it.

        A person's own address is always confirmed (by the invitation, or by a letter when it changes). It is
        written down here for people who came without an invitation, the first owner say, so that allauth does not
        take their password away.
        """
        for address in (each.email for each in sociallogin.email_addresses if each.verified):
            if user := User.objects.filter(email__iexact=address, is_active=True).first():
                EmailAddress.objects.update_or_create(
                    user=user, email=user.email, defaults={"verified": True, "primary": True}
                )
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        return found

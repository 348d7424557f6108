"""People who sign in, the roles they hold, the clients walled from one another, and the links lent to guests."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.accounts.roles import OWNER, Desk, desk_choices, role_choices
from coulisse.foundation.accounts.scope import Held, Scope, scope_of


class UserManager(BaseUserManager["User"]):
    """Makes users; allauth and the command line call it."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. What one may do comes from the roles held, never from a flag here."""

    class Theme(models.TextChoices):
        AUTO = "auto", _("As the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    theme = models.CharField(_("Theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    single_keys = models.BooleanField(_("Single-letter shortcuts"), default=True)
    is_active = models.BooleanField(_("May sign in"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="one_user_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper() or "?"

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0] if self.name else ""

    def scope(self) -> Scope:
        """The roles held today, read once for this object's life (one request)."""
        cached: Scope | None = self.__dict__.get("_scope")
        if cached is None:
            cached = scope_of(grant.held for grant in self.grants.in_force(timezone.localdate()))
            self.__dict__["_scope"] = cached
        return cached

    def may(
        self,
        to: str,
        *,
        desk: Desk | str | None = None,
        production: int | None = None,
        client: int | None = None,
        anywhere: bool = False,
    ) -> bool:
        """See `Scope.may`. Somebody who was switched off may nothing."""
        return self.is_active and self.scope().may(
            to, desk=desk, production=production, client=client, anywhere=anywhere
        )

    def forget_scope(self) -> None:
        """Read the roles again at the next question: after an action that changed them."""
        self.__dict__.pop("_scope", None)


class Client(models.Model):
    """A customer whose work is walled from the other customers' work."""

    name = models.CharField(_("Name"), max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, today: date) -> "GrantQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), revoked_at__isnull=True)


class Grant(models.Model):
    """One role held by one person, on the house, a production or a client, until a date or until revoked."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("Role"), max_length=40, choices=role_choices)
    production = models.ForeignKey(
        "productions.Production", on_delete=models.CASCADE, null=True, blank=True, related_name="grants"
    )
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="grants")
    desk = models.CharField(_("Desk"), max_length=10, blank=True, choices=desk_choices)
    granted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(production__isnull=True) | Q(client__isnull=True), name="grant_on_one_scope"
            ),
            models.CheckConstraint(
                condition=~Q(role=OWNER) | Q(production__isnull=True, client__isnull=True, desk=""),
                name="an_owner_owns_the_whole_house",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "production", "client", "desk"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="one_live_grant_per_role_and_scope",
            ),
        ]

    @property
    def held(self) -> Held:
        return Held(
            role=self.role,
            production=self.production_id,
            client=self.client_id,
            desk=Desk(self.desk) if self.desk else None,
        )


class Invitation(models.Model):
    """A letter that lets one address join with the role written on it, once, before a date."""

    email = models.EmailField(_("E-mail address"))
    name = models.CharField(_("Name"), max_length=120, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    role = models.CharField(_("Role"), max_length=40, choices=role_choices)
    production = models.ForeignKey(
        "productions.Production", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    desk = models.CharField(_("Desk"), max_length=10, blank=True, choices=desk_choices)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-invited_at"]

    def __str__(self) -> str:
        return self.email


class GuestLink(models.Model):
    """An address lent to somebody without an account: one object, one right, an end, revocable at once."""

    token_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=60)
    """What it opens, dotted: `documents.document`."""
    object_id = models.BigIntegerField()
    production = models.ForeignKey(
        "productions.Production", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    client = models.ForeignKey(Client, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    desk = models.CharField(max_length=10, blank=True, choices=desk_choices)
    """With production and client: whose link it is, hence who may take it back."""
    lent_to = models.CharField(_("Lent to"), max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="fr")
    lent_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    lent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "object_id"], name="guest_links_of_an_object")]

    def __str__(self) -> str:
        return self.lent_to


class Receipt(models.Model):
    """A guest opened the link, or said « Bien reçu »."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Opened")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")

    link = models.ForeignKey(GuestLink, on_delete=models.CASCADE, related_name="receipts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

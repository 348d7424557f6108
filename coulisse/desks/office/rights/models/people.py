"""Who is seen, and what they agreed to: never guessed, always with who decided it and when."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.rights.models.works import Work
from coulisse.foundation.journal.versions import Versioned


class Purpose(models.TextChoices):
    """What an image is used for."""

    PROMO = "promo", pgettext_lazy("use of an image", "Promotion on the networks")
    PRESS = "press", pgettext_lazy("use of an image", "Press")
    AD = "ad", pgettext_lazy("use of an image", "Paid advertising")
    BROADCAST = "broadcast", pgettext_lazy("use of an image", "Broadcast and screening")
    ARCHIVE = "archive", pgettext_lazy("use of an image", "Archive")


def codes(label: Any) -> Any:
    """A list of short codes; empty means all of them."""
    return ArrayField(models.CharField(max_length=12), verbose_name=label, default=list, blank=True)


class Portrayed(Versioned):
    """Somebody who is seen in works of a production: a card of the book, or a description like « Hubert L. »."""

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("person shown", "Name or description"), max_length=160)
    contact = models.ForeignKey("people.Contact", on_delete=models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(_("E-mail"), blank=True)
    is_minor = models.BooleanField(_("Minor"))
    """No default: whoever enters somebody says it."""
    age_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    age_decided_at = models.DateTimeField()
    guardian = models.CharField(_("Parent or guardian"), max_length=160, blank=True)
    second_guardian = models.CharField(_("Second parent or guardian"), max_length=160, blank=True)
    note = models.CharField(_("Remark"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="somebody_shown_has_a_name")]
        indexes: ClassVar = [models.Index(fields=["production", "name"], name="people_shown_by_name")]

    def __str__(self) -> str:
        return self.name


class Depiction(Versioned):
    """One person in a work; or a crowd, with what somebody decided about it."""

    class Crowd(models.TextChoices):
        UNDECIDED = "undecided", pgettext_lazy("crowd", "To be decided")
        UNIDENTIFIABLE = "unidentifiable", pgettext_lazy("crowd", "Nobody can be recognised")
        EXCEPTION = "exception", pgettext_lazy("crowd", "Public event, public figure or journalism")
        IDENTIFIABLE = "identifiable", pgettext_lazy("crowd", "Somebody can be recognised: name them")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="depictions")
    person = models.ForeignKey(Portrayed, on_delete=models.PROTECT, null=True, related_name="depictions")
    """Nobody: a crowd."""
    where = models.CharField(_("Where in the picture"), max_length=120, blank=True)
    crowd = models.CharField(max_length=14, choices=Crowd.choices, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["work", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "person"], name="somebody_is_shown_once_in_a_work"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, crowd="") | Q(person__isnull=True) & ~Q(crowd=""),
                name="a_person_or_a_crowd",
            ),
            models.CheckConstraint(
                condition=Q(crowd__in=["", "undecided"]) | Q(decided_at__isnull=False),
                name="a_crowd_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(crowd="exception") | ~Q(reason=""), name="an_exception_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person else str(self.get_crowd_display())


class Concealment(models.Model):
    """Somebody of the source who can't be recognised in a work made from it: somebody looked, and says so."""

    class How(models.TextChoices):
        CROPPED = "cropped", pgettext_lazy("hidden", "Cut out")
        BLURRED = "blurred", pgettext_lazy("hidden", "Blurred")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="concealments")
    depiction = models.ForeignKey(Depiction, on_delete=models.CASCADE, related_name="concealments")
    how = models.CharField(_("How"), max_length=7, choices=How.choices)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["work", "depiction"], name="somebody_is_hidden_once_in_a_work")
        ]

    def __str__(self) -> str:
        return str(self.get_how_display())


class Release(Versioned):
    """A paper that somebody is asked to sign, through a link, without an account."""

    person = models.ForeignKey(Portrayed, on_delete=models.PROTECT, related_name="releases")
    work = models.ForeignKey(
        Work, verbose_name=_("For"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Nothing: every work of the production that shows them."""
    asks_taking = models.BooleanField(_("Ask for the consent to take pictures too"), default=True)
    purposes = codes(_("Purposes"))
    networks = codes(_("Networks"))
    territories = codes(_("Territories"))
    starts_on = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    email = models.EmailField(_("E-mail"), blank=True)
    link = models.ForeignKey("accounts.GuestLink", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=160, blank=True)
    """The name as it was typed: the person's, or of who answers for them."""
    second_signer = models.CharField(max_length=160, blank=True)
    agreed_taking = models.BooleanField(default=False)
    agreed = codes(_("Purposes agreed to"))
    drawn = models.TextField(blank=True)
    """The signature as it was drawn: strokes of points, « 12,40 13,42;80,10 … »; empty where it was typed."""
    document = models.ForeignKey("documents.Document", on_delete=models.SET_NULL, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")),
                name="a_release_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | ~Q(signed_by="") & Q(refused_at__isnull=True),
                name="a_signed_release_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(asks_taking=True) | Q(purposes__len__gt=0), name="a_release_asks_for_something"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_open(self) -> bool:
        return self.signed_at is None and self.refused_at is None


class Consent(Versioned):
    """One agreement of one person: to be taken, or to be used for one purpose. Two consents, never one."""

    class Kind(models.TextChoices):
        TAKING = "taking", pgettext_lazy("consent", "To take pictures")
        USING = "using", pgettext_lazy("consent", "To use them")

    person = models.ForeignKey(Portrayed, on_delete=models.PROTECT, related_name="consents")
    work = models.ForeignKey(
        Work, verbose_name=_("For"), on_delete=models.PROTECT, null=True, blank=True, related_name="consents"
    )
    """Nothing: every work of the production that shows them. Else that one, and what is made from it."""
    kind = models.CharField(pgettext_lazy("consent", "Kind"), max_length=6, choices=Kind.choices)
    purpose = models.CharField(_("Purpose"), max_length=9, choices=Purpose.choices, blank=True)
    networks = codes(_("Networks"))
    territories = codes(_("Territories"))
    starts_on = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)
    signed_by = models.CharField(_("Signed by"), max_length=160, blank=True)
    by_guardian = models.BooleanField(_("Signed by a parent or guardian"), default=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, null=True, related_name="consents")
    document = models.ForeignKey(
        "documents.Document",
        verbose_name=_("Signed paper"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(_("Reason"), max_length=300, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["person", "kind", "purpose", "-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")),
                name="a_consent_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(kind="taking", purpose="") | Q(kind="using") & ~Q(purpose=""),
                name="a_consent_to_use_has_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="a_consent_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display() or self.get_kind_display())

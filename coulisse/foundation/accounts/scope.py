"""What a person may reach, computed once a request from the roles held today."""

from collections.abc import Iterable
from dataclasses import dataclass

from coulisse.foundation.accounts.roles import LEVELS, ROLES, Desk, Level


@dataclass(frozen=True, slots=True)
class Held:
    """One role held: on a production, on a client, or (both None) on the whole house."""

    role: str
    production: int | None = None
    client: int | None = None
    desk: Desk | None = None
    """Narrows the role to one desk, when set."""

    def __post_init__(self) -> None:
        if self.production is not None and self.client is not None:
            raise ValueError("a role is held on a production or on a client, not on both")

    def level(self, desk: Desk | None) -> Level:
        if self.desk is not None and desk is not None and desk != self.desk:
            return Level.NONE
        return ROLES[self.role].level(desk)

    @property
    def whole_house(self) -> bool:
        return self.production is None and self.client is None


@dataclass(frozen=True, slots=True)
class Scope:
    """All roles that a person holds at one moment."""

    held: tuple[Held, ...]

    @property
    def is_somebody(self) -> bool:
        return bool(self.held)

    def may(
        self,
        to: str,
        *,
        desk: Desk | str | None = None,
        production: int | None = None,
        client: int | None = None,
        anywhere: bool = False,
    ) -> bool:
        """Whether some role held reaches `to` ("read", "change", "manage") on that object.

        With neither production nor client the object belongs to the whole house. In the common rooms (no desk) a
        role on one production reads it, and changes it when the role changes the common rooms; only a role on the
        whole house manages it. What a desk keeps for the whole house is reached by roles on the whole house only.
        A client's person sees none of it. `anywhere` asks instead whether the person may do so on anything at all.
        """
        wanted, on = LEVELS[to], None if desk is None else Desk(desk)
        return any(
            held.level(on) >= wanted
            for held in self.held
            if anywhere or _covers(held, wanted, on, production=production, client=client)
        )

    def may_private(self, *, production: int | None = None) -> bool:
        """Whether pay, health, diets and minors may be read, on that production or in the house's books.

        A role narrowed to the desks that talk with the public does not open them.
        """
        return any(
            ROLES[held.role].private
            for held in self.held
            if held.client is None
            and held.desk in {None, Desk.OFFICE, Desk.FLOOR}
            and (held.whole_house or production is None or held.production == production)
        )

    def productions(self, to: str = "read", *, desk: Desk | str | None = None) -> frozenset[int] | None:
        """The productions within reach; None means all of the house."""
        wanted, on = LEVELS[to], None if desk is None else Desk(desk)
        reached = [held for held in self.held if held.level(on) >= wanted]
        if any(held.whole_house for held in reached):
            return None
        return frozenset(held.production for held in reached if held.production is not None)

    def clients(self, to: str = "read", *, desk: Desk | str | None = None) -> frozenset[int] | None:
        """The clients within reach; None means all of the house."""
        wanted, on = LEVELS[to], None if desk is None else Desk(desk)
        reached = [held for held in self.held if held.level(on) >= wanted]
        if any(held.whole_house for held in reached):
            return None
        return frozenset(held.client for held in reached if held.client is not None)

    def desks(self) -> frozenset[Desk]:
        """The desks that show in the navigation."""
        return frozenset(desk for desk in Desk for held in self.held if held.level(desk) >= Level.READ)


def _covers(held: Held, wanted: Level, desk: Desk | None, *, production: int | None, client: int | None) -> bool:
    if held.whole_house:
        return True
    if production is not None and held.production == production:
        return True
    if client is not None and held.client == client:
        return True
    common_to_the_house = production is None and client is None and desk is None
    return common_to_the_house and held.client is None and wanted <= Level.CHANGE


def scope_of(held: Iterable[Held]) -> Scope:
    return Scope(tuple(held))

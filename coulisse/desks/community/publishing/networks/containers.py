"""Instagram and Threads: a container is made, the server works on its media, and one call publishes it.

`Account.remote_id` is the number of the account. Documented, never exercised against the live service.
"""

from abc import abstractmethod
from datetime import datetime, timedelta
from typing import Any, ClassVar

from coulisse.desks.community.publishing.networks.access import Renewal, by_extension
from coulisse.desks.community.publishing.networks.connection import Said
from coulisse.desks.community.publishing.networks.contract import Confirmed, Limits, Media, Prepared, Publication
from coulisse.desks.community.publishing.networks.doorway import Doorway
from coulisse.desks.community.publishing.networks.fingerprint import Standing
from coulisse.desks.community.publishing.networks.meta import (
    container,
    explain,
    has_more,
    is_of_use,
    published_container,
    quota,
    wait_for_container,
)
from coulisse.desks.community.publishing.networks.shapes import (
    in_path,
    moment_at,
    records_at,
    text_at,
    text_or_empty,
    words_at,
)
from coulisse.desks.community.publishing.networks.wire import Answer


class Containers(Doorway):
    """One account. Its network says how its edges, its fields and its limits are called."""

    version: ClassVar[str]
    grant: ClassVar[str]
    """How a token is renewed."""
    edge: ClassVar[str]
    """Where containers are made; published under the same name."""
    state: ClassVar[str]
    """The field that says how far the server is."""
    quota_edge: ClassVar[str]
    characters: ClassVar[int]
    most_media: ClassVar[int]
    early = timedelta(days=20)  # of sixty: once dead, only a person helps

    @abstractmethod
    def _refuse_what_it_has_not(self, publication: Publication) -> None:
        """Raise `Stopped` for what this network cannot show."""

    @abstractmethod
    def _words(self, publication: Publication) -> dict[str, str]:
        """The fields of the text, as the container to be published holds them."""

    @abstractmethod
    def _file(self, media: Media, *, is_alone: bool) -> dict[str, str]:
        """The fields of one picture or film."""

    def _without_media(self, publication: Publication) -> dict[str, str]:
        """The fields of a text alone, where this network has such a thing."""
        raise NotImplementedError

    @staticmethod
    def _explain(answer: Answer) -> Said:
        return explain(answer)

    def _renewal(self) -> Renewal | None:
        return by_extension("/refresh_access_token", self.grant)

    @property
    def _own(self) -> str:
        return f"/{self.version}/{in_path(self._connection.account.remote_id)}"

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        self._refuse_what_it_has_not(publication)
        token = self._access.token()
        is_started = bool(progress) and is_of_use(self._connection, self.version, token, progress, self.state)
        made = progress if is_started else self._container(publication)
        self._wait(made)
        return Prepared(publication, {"container": made})

    def _container(self, publication: Publication) -> str:
        media, words = publication.media, self._words(publication)
        if not media:
            return self._make(self._without_media(publication) | words)
        if len(media) == 1:
            return self._make(self._file(media[0], is_alone=True) | words)
        children = []
        for one in media:
            child = self._make(self._file(one, is_alone=False) | {"is_carousel_item": "true"})
            self._wait(child)
            children.append(child)
        return self._make({"media_type": "CAROUSEL", "children": ",".join(children)} | words)

    def _make(self, fields: dict[str, str]) -> str:
        return container(self._connection, f"{self._own}/{self.edge}", self._access.token(), fields)

    def _wait(self, made: str) -> None:
        wait_for_container(self._connection, self.version, self._access.token(), made, self.state)

    def _published(self, prepared: Prepared) -> Confirmed:
        token, made = self._access.token(), prepared.payload["container"]
        path = f"{self._own}/{self.edge}_publish"
        remote_id, address = published_container(self._connection, path, self.version, token, made)
        return Confirmed(address, remote_id, self._connection.now())

    def _limits(self) -> Limits:
        """What is left of the day, which the pages of the documentation tell differently: so it is asked."""
        path, query = f"{self._own}/{self.quota_edge}", {"fields": "quota_usage,config"}
        total, used, period = quota(
            self._connection.ask_record("GET", path, token=self._access.token(), query=query)
        )
        return Limits(
            characters=self.characters,
            media=self.most_media,
            quota=total,
            quota_used=used,
            quota_period=period,
            is_asked=True,
        )


def standing_in(
    page: dict[str, Any], text_field: str, asked_at: datetime, since: datetime
) -> tuple[list[Standing], bool]:
    """The posts of one page, the newest first, and whether they reach back to a moment."""
    found = [
        Standing(
            Confirmed(text_or_empty(one, "permalink"), text_at(one, "id"), asked_at),
            words_at(one, text_field),
            moment_at(one, "timestamp"),
        )
        for one in records_at(page, "data")
    ]
    return found, not has_more(page) or any(one.at < since for one in found)

"""Small fakes of seven networks, in the shapes of their public documentation. None of them is the network.

They hold posts in memory, ask for the token, and answer the calls that Coulisse makes. Limits, moderation and the
true words of a refusal they do not know.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-living-token"
PAGE = "1784"
AUTHOR = "urn:li:organization:1784"


@dataclass(slots=True)
class Call:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body or b"{}")
        return found

    @property
    def last(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2]


@dataclass(slots=True)
class Reply:
    content: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Post:
    id: str
    text: str
    at: datetime
    more: dict[str, Any] = field(default_factory=dict)


class FakeNetwork:
    """What the seven share: a token, posts, drafts."""

    def __init__(self) -> None:
        self.address = ""
        """Where it says that uploads go: set to the go-between's."""
        self.token = TOKEN
        self.posts: list[Post] = []
        self.drafts: dict[str, dict[str, Any]] = {}
        self.uploads: list[bytes] = []
        self.turns_of_work = 0
        """How often a draft is still being worked on when it is asked."""
        self.numbers = count(1000)

    def number(self) -> str:
        return str(next(self.numbers))

    def draft(self, content: dict[str, Any]) -> str:
        found = self.number()
        self.drafts[found] = content
        return found

    def post(self, text: str, more: dict[str, Any] | None = None) -> Post:
        made = Post(self.number(), text, datetime.now(UTC), more or {})
        self.posts.insert(0, made)
        return made

    def remove(self, remote_id: str) -> bool:
        before = len(self.posts)
        self.posts = [one for one in self.posts if one.id != remote_id]
        return len(self.posts) < before

    def is_working(self) -> bool:
        self.turns_of_work -= 1
        return self.turns_of_work >= 0

    def reply(self, call: Call) -> Reply:
        if call.headers.get("Authorization") != f"Bearer {self.token}" and not self.is_open(call):
            return self.unknown_token()
        return self.answer(call)

    def is_open(self, call: Call) -> bool:
        return False

    def unknown_token(self) -> Reply:
        return Reply({"message": "Unauthorized"}, 401)

    def answer(self, call: Call) -> Reply:
        raise NotImplementedError


def meta_error(code: int, message: str, subcode: int = 0) -> Reply:
    return Reply({"error": {"message": message, "code": code, "error_subcode": subcode}}, 400)


class FakeMeta(FakeNetwork):
    def unknown_token(self) -> Reply:
        return meta_error(190, "Error validating access token: the session has expired.")


class FakeFacebook(FakeMeta):
    def answer(self, call: Call) -> Reply:
        match call.method, call.last:
            case "POST", "photos":
                self.uploads.append(call.body)
                return Reply({"id": self.number()})
            case "POST", "feed":
                return Reply({"id": self.post(call.form["message"], call.form).id})
            case "POST", "videos":
                text = call.body.split(b'name="description"\r\n\r\n')[1].split(b"\r\n--")[0].decode()
                self.uploads.append(call.body)
                return Reply({"id": self.post(text).id})
            case "GET", "published_posts":
                return Reply({"data": [self._shown(one, call) for one in self.posts]})
            case "GET", _:
                return Reply({"id": PAGE})
            case "DELETE", remote_id:
                gone = Reply({"success": True})
                return gone if self.remove(remote_id) else meta_error(100, "Object does not exist", 33)
        return Reply(status=404)

    def _shown(self, post: Post, call: Call) -> dict[str, Any]:
        shown = {
            "id": post.id,
            "message": post.text,
            "created_time": post.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "permalink_url": f"https://www.facebook.com/{PAGE}/posts/{post.id}",
        }
        if "comments" in call.query.get("fields", ""):
            comment = {
                "id": f"{post.id}_1",
                "message": "Quelle drache !",
                "created_time": post.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
                "from": {"id": "7", "name": "Zoé"},
            }
            shown["comments"] = {"data": [comment]}  # type: ignore[assignment]
        return shown


class FakeContainers(FakeMeta):
    """Instagram and Threads: drafts that are worked on, then published."""

    text_field = ""
    state_field = ""
    made_at = ""

    def answer(self, call: Call) -> Reply:
        match call.method, call.last:
            case "POST", "media_publish" | "threads_publish":
                draft = self.drafts[call.form["creation_id"]]
                return Reply({"id": self.post(draft.get(self.text_field, ""), draft).id})
            case "POST", _:
                return Reply({"id": self.draft(call.form)})
            case "GET", "content_publishing_limit" | "threads_publishing_limit":
                config = {"quota_total": 50, "quota_duration": 86400}
                return Reply({"data": [{"quota_usage": 3, "config": config}]})
            case "GET", "refresh_access_token":
                self.token = "a-renewed-token"
                return Reply({"access_token": self.token, "token_type": "bearer", "expires_in": 5_184_000})
            case "GET", "media" | "threads":
                return Reply({"data": [self.shown(one) for one in self.posts]})
            case "GET", "replies":
                return Reply({"data": []})
            case "GET", "conversation":
                return Reply({"data": [self.comment(self.posts[0])]})
            case "GET", remote_id:
                return self.one(remote_id)
            case "DELETE", remote_id:
                gone = Reply({"success": True})
                return gone if self.remove(remote_id) else meta_error(100, "Object does not exist", 33)
        return Reply(status=404)

    def one(self, remote_id: str) -> Reply:
        if remote_id in self.drafts:
            return Reply({self.state_field: "IN_PROGRESS" if self.is_working() else "FINISHED"})
        post = next((one for one in self.posts if one.id == remote_id), None)
        return Reply(self.shown(post) if post else {"id": PAGE})

    def shown(self, post: Post) -> dict[str, Any]:
        return {
            "id": post.id,
            self.text_field: post.text,
            "timestamp": post.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "permalink": f"{self.made_at}/{post.id}/",
            "has_replies": True,
        }

    def comment(self, post: Post) -> dict[str, Any]:
        moment = post.at.strftime("%Y-%m-%dT%H:%M:%S+0000")
        return {"id": f"{post.id}1", "text": "Quelle drache !", "timestamp": moment, "username": "zoe"}


class FakeInstagram(FakeContainers):
    text_field, state_field, made_at = "caption", "status_code", "https://www.instagram.com/p"

    def shown(self, post: Post) -> dict[str, Any]:
        return super().shown(post) | {"comments": {"data": [self.comment(post)]}}


class FakeThreads(FakeContainers):
    text_field, state_field, made_at = "text", "status", "https://www.threads.com/@pleinjour/post"


class FakeLinkedIn(FakeNetwork):
    def is_open(self, call: Call) -> bool:
        return call.path == "/token"

    def answer(self, call: Call) -> Reply:
        if call.path == "/token":
            return self._granted(call)
        if call.path != "/v2/userinfo" and call.method != "PUT":
            assert call.headers["LinkedIn-Version"].isdecimal()
            assert call.headers["X-Restli-Protocol-Version"] == "2.0.0"
        match call.method, call.path:
            case "POST", "/rest/images":
                value = {"uploadUrl": f"{self.address}/upload/1", "image": f"urn:li:image:{self.number()}"}
                return Reply({"value": value})
            case "PUT", _:
                self.uploads.append(call.body)
                return Reply(status=201)
            case "POST", "/rest/posts":
                made = self.post(call.json["commentary"], call.json)
                return Reply(status=201, headers={"x-restli-id": f"urn:li:share:{made.id}"})
            case "GET", "/rest/posts":
                assert call.query["author"] == AUTHOR
                return Reply({"elements": [self._shown(one) for one in self.posts]})
            case "GET", "/v2/userinfo":
                return Reply({"sub": "1784"})
            case "DELETE", path:
                return Reply(status=204 if self.remove(path.rpartition("%3A")[2]) else 404)
        return Reply(status=404)

    def _shown(self, post: Post) -> dict[str, Any]:
        moment = int(post.at.timestamp() * 1000)
        text = re.sub(r"(?<!\\)#(\w+)", r"{hashtag|\\#|\1}", post.text)
        return {"id": f"urn:li:share:{post.id}", "commentary": text, "createdAt": moment}

    def _granted(self, call: Call) -> Reply:
        if call.form["refresh_token"] != "a-refresh-token":
            return Reply({"error": "invalid_grant"}, 400)
        self.token = "a-renewed-token"
        return Reply({"access_token": self.token, "expires_in": 5_184_000, "refresh_token_expires_in": 31_536_000})


class FakeYouTube(FakeNetwork):
    def answer(self, call: Call) -> Reply:
        match call.method, call.path:
            case "POST", "/upload/youtube/v3/videos":
                upload = self.draft(call.json)
                return Reply({}, headers={"Location": f"{self.address}/upload/session/{upload}"})
            case "PUT", _:
                self.uploads.append(call.body)
                snippet = self.drafts[call.last]["snippet"]
                return Reply({"id": self.post(snippet["description"], self.drafts[call.last]).id})
            case "GET", "/youtube/v3/channels":
                return Reply({"items": [{"contentDetails": {"relatedPlaylists": {"uploads": "UU1784"}}}]})
            case "GET", "/youtube/v3/playlistItems":
                return Reply({"items": [self._shown(one) for one in self.posts]})
            case "GET", "/youtube/v3/commentThreads":
                return Reply({"items": [self._comment(one) for one in self.posts]})
            case "DELETE", _:
                found = self.remove(call.query["id"])
                reason = {"error": {"message": "gone", "errors": [{"reason": "videoNotFound"}]}}
                return Reply(status=204) if found else Reply(reason, 404)
        return Reply(status=404)

    def unknown_token(self) -> Reply:
        return Reply({"error": {"message": "Invalid Credentials", "errors": [{"reason": "authError"}]}}, 401)

    def _shown(self, post: Post) -> dict[str, Any]:
        snippet = {
            "title": post.more["snippet"]["title"],
            "description": post.text,
            "publishedAt": post.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "resourceId": {"videoId": post.id},
        }
        return {"snippet": snippet}

    def _comment(self, post: Post) -> dict[str, Any]:
        snippet = {
            "videoId": post.id,
            "authorDisplayName": "Zoé",
            "authorChannelId": {"value": "UC7"},
            "textDisplay": "Quelle drache !",
            "publishedAt": post.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        return {"id": f"{post.id}1", "snippet": {"topLevelComment": {"snippet": snippet}}}


class FakeTikTok(FakeNetwork):
    def __init__(self) -> None:
        super().__init__()
        self.privacy = ["PUBLIC_TO_EVERYONE", "SELF_ONLY"]
        self.states: dict[str, str] = {}

    def is_open(self, call: Call) -> bool:
        return call.method == "PUT"

    def unknown_token(self) -> Reply:
        return Reply({"error": {"code": "access_token_invalid", "message": "The access token is invalid."}}, 401)

    def answer(self, call: Call) -> Reply:
        ok = {"error": {"code": "ok", "message": ""}}
        match call.method, call.path.rstrip("/"):
            case "POST", "/v2/post/publish/creator_info/query":
                return Reply({"data": {"privacy_level_options": self.privacy}, **ok})
            case "POST", "/v2/post/publish/video/init":
                draft = self.draft(call.json)
                return Reply({"data": {"publish_id": draft, "upload_url": f"{self.address}/upload/{draft}"}, **ok})
            case "PUT", _:
                return self._piece(call)
            case "POST", "/v2/post/publish/status/fetch":
                return Reply({"data": self._state(call.json["publish_id"]), **ok})
            case "POST", "/v2/video/list":
                return Reply(
                    {"data": {"videos": [self._shown(one) for one in self.posts], "has_more": False}, **ok}
                )
        return Reply(status=404)

    def _piece(self, call: Call) -> Reply:
        self.uploads.append(call.body)
        stretch, size = call.headers["Content-Range"].removeprefix("bytes ").split("/")
        if int(stretch.split("-")[1]) + 1 < int(size):
            return Reply(status=206)
        self.states[call.last] = self.post(self.drafts[call.last]["post_info"]["title"]).id
        return Reply(status=201)

    def _state(self, publish_id: str) -> dict[str, Any]:
        post = self.states.get(publish_id)
        if post is None or self.is_working():
            return {"status": "PROCESSING_UPLOAD"}
        return {"status": "PUBLISH_COMPLETE", "publicaly_available_post_id": [int(post)]}

    def _shown(self, post: Post) -> dict[str, Any]:
        address = f"https://www.tiktok.com/@pleinjour/video/{post.id}"
        return {"id": post.id, "title": post.text, "create_time": int(post.at.timestamp()), "share_url": address}


class FakeX(FakeNetwork):
    def answer(self, call: Call) -> Reply:
        match call.method, call.path:
            case "POST", "/2/media/upload/initialize":
                return Reply({"data": {"id": self.draft(call.json)}})
            case "POST", path if path.endswith("/append"):
                self.uploads.append(call.body)
                return Reply({})
            case "POST", path if path.endswith("/finalize"):
                working = {"processing_info": {"state": "in_progress"}} if self.is_working() else {}
                return Reply({"data": {"id": path.split("/")[4], **working}})
            case "GET", "/2/media/upload":
                state = "in_progress" if self.is_working() else "succeeded"
                return Reply({"data": {"processing_info": {"state": state}}})
            case "POST", "/2/media/metadata":
                self.drafts[call.json["id"]]["alt"] = call.json["metadata"]["alt_text"]["text"]
                return Reply({})
            case "POST", "/2/tweets":
                return self._tweet(call.json)
            case "GET", "/2/users/me":
                return Reply({"data": {"id": PAGE}})
            case "GET", path if path.endswith("/tweets"):
                return self._list([self._shown(one) for one in self.posts])
            case "GET", path if path.endswith("/mentions"):
                people = {"users": [{"id": "7", "name": "Zoé", "username": "zoe"}]}
                return self._list([self._mention(one) for one in self.posts], includes=people)
            case "DELETE", _:
                return Reply({"data": {"deleted": True}}) if self.remove(call.last) else Reply({}, 404)
        return Reply(status=404)

    def _tweet(self, content: dict[str, Any]) -> Reply:
        if any(one.text == content["text"] for one in self.posts):
            words = "You are not allowed to create a Tweet with duplicate content."
            return Reply({"title": "Forbidden", "detail": words}, 403)
        return Reply({"data": {"id": self.post(content["text"], content).id}}, 201)

    def _list(self, items: list[dict[str, Any]], **more: object) -> Reply:
        if not items:
            return Reply({"meta": {"result_count": 0}})
        return Reply({"data": items, "meta": {"result_count": len(items)}, **more})

    def _shown(self, post: Post) -> dict[str, Any]:
        """Addresses come shortened, and signs as HTML entities."""
        shown, urls = post.text.replace("&", "&amp;"), []
        for number, word in enumerate([one for one in post.text.split() if one.startswith("https://")]):
            shown = shown.replace(word, f"https://t.co/{number}")
            urls.append({"url": f"https://t.co/{number}", "expanded_url": word})
        if "media" in post.more:
            shown += " https://t.co/picture"
            urls.append({"url": "https://t.co/picture", "expanded_url": "https://x.com/a/status/1/photo/1"})
        moment = post.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {"id": post.id, "text": shown, "created_at": moment, "entities": {"urls": urls}}

    def _mention(self, post: Post) -> dict[str, Any]:
        moment = post.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        answered = [{"type": "replied_to", "id": post.id}]
        text = {"text": "Quelle drache !", "created_at": moment}
        return {"id": f"{post.id}1", "author_id": "7", "referenced_tweets": answered, **text}


class _Handler(BaseHTTPRequestHandler):
    fake: FakeNetwork

    def handle_any(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        reply = self.fake.reply(Call(self.command, parts.path, query, dict(self.headers), body))
        data = b"" if reply.content is None else json.dumps(reply.content).encode()
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 204:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815  # http.server's names

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def serving(fake: FakeNetwork) -> Iterator[str]:
    """Its address, for the length of a block."""
    handler = type("Handler", (_Handler,), {"fake": fake})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

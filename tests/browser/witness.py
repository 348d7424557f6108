"""What hears a browser complain."""

from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import BrowserContext, ConsoleMessage, Response

# The event is heard in every frame before any of its scripts runs.
LISTEN_TO_POLICY: Final = """
document.addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective: rule, blockedURI: what, sample, sourceFile, lineNumber } = event;
  window.tellWitness(`policy: ${rule} refused ${what} ${sample} at ${sourceFile}:${lineNumber}`);
});
window.addEventListener("unhandledrejection", (event) => window.tellWitness(`unhandled: ${event.reason}`));
"""


@dataclass
class Witness:
    """Hears what the browser complains of: the console, scripts, the content policy, answers that refuse."""

    complaints: list[str] = field(default_factory=list)
    foreseen: list[str] = field(default_factory=list)

    def foresee(self, words: str) -> None:
        """A complaint that holds these words is what the test is about."""
        self.foreseen.append(words)

    def tell(self, complaint: str) -> None:
        if not any(words in complaint for words in self.foreseen):
            self.complaints.append(complaint)

    def listen(self, context: BrowserContext) -> None:
        context.expose_function("tellWitness", self.tell)
        context.add_init_script(LISTEN_TO_POLICY)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.tell(f"script: {error.error}"))
        context.on("response", self._response)
        context.on("requestfailed", lambda request: self._failed(request.url, request.failure))

    def _console(self, message: ConsoleMessage) -> None:
        # An answer that refuses is told by `_response`, with its address.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.tell(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.tell(f"{response.status} {response.request.method} {response.url}")

    def _failed(self, address: str, why: str | None) -> None:
        # A page that is left, a file that is saved and a question overtaken by a newer one end in ERR_ABORTED.
        if why != "net::ERR_ABORTED":
            self.tell(f"{why} {address}")

"""axe-core, the judge of accessibility, put into a page by the debugger: the content policy does not reach it."""

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

PROGRAM: Final = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN: Final = "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def findings(page: Page) -> list[str]:
    """What axe holds against the page as it stands: `rule: selector (what is wrong)`, one line an element."""
    page.evaluate(PROGRAM.read_text(encoding="utf-8"))
    verdict: dict[str, Any] = page.evaluate(RUN, TAGS)
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))} ({_reason(node)})"
        for violation in verdict["violations"]
        for node in violation["nodes"]
    ]


def _reason(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)

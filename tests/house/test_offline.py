"""The worker's script is given out at the root, so that it reaches the pages that it keeps."""

from django.test import Client


def test_the_script_rules_over_the_whole_house_and_is_asked_for_anew() -> None:
    answer = Client().get("/service-worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert b"addEventListener" in answer.content
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]

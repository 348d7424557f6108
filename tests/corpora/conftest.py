"""Tests on real files of others, which lie beside the repository and are no part of it.

Where the folder is absent these tests are not collected, and the summary says so. What is promised is tested
on our own small samples, in `tests/formats/`.
"""

import pytest

from tests.corpora.folder import CORPORA

collect_ignore_glob = [] if CORPORA.is_dir() else ["test_*_corpus.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CORPORA.is_dir():
        terminalreporter.write_line("tests/corpora: not collected, ../shared/corpora is not there")

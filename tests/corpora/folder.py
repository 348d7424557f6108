"""Where the files of others lie: beside the repository."""

from pathlib import Path

CORPORA = Path(__file__).resolve().parents[2].parent / "shared" / "corpora"

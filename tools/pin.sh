#!/usr/bin/env bash
# Pin what pyproject.toml asks for, with hashes and without naming where they come from.
set -euo pipefail
cd "$(dirname "$0")/.."
read_groups='
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))
lines = project["project"]["dependencies"] + project["dependency-groups"]["build"]
if sys.argv[1] == "dev":
    lines += project["dependency-groups"]["dev"]
print("\n".join(lines))
'
options=(--quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url)
.venv/bin/python -c "$read_groups" core | .venv/bin/uv pip compile "${options[@]}" - -o requirements.txt "$@"
.venv/bin/python -c "$read_groups" dev | .venv/bin/uv pip compile "${options[@]}" - -c requirements.txt -o requirements-dev.txt "$@"

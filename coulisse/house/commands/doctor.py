"""`coulisse doctor`: what is well, what is not, and how to mend it."""

import argparse
from datetime import UTC, datetime

from coulisse.house.opening import open_house
from coulisse.house.outcome import print_json

SIGNS = {"well": "✓", "warning": "!", "ill": "✗"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(options: argparse.Namespace) -> int:
    with open_house() as home:
        from coulisse.house.health import Patient, examine  # its models need Django to be ready

        findings = examine(Patient(home=home, at=datetime.now(UTC)))
    if options.json:
        print_json(
            {
                "well": all(finding.state != "ill" for finding in findings),
                "findings": [one.as_json() for one in findings],
            }
        )
        return 0
    for finding in findings:
        print(f"{SIGNS[finding.state]} {finding.check}: {finding.seen}")
        if finding.remedy:
            print(f"    → {finding.remedy}")
    return 0

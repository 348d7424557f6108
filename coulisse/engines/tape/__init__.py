"""Calculators of the administrator's desk, each answering with its tape: see docs/engines/tape.md."""

from coulisse.engines.tape.calculators import (
    NothingToDivideBy,
    converted,
    employer_cost,
    kilometres,
    overtime,
    pro_rata,
    vat_added,
    vat_extracted,
)
from coulisse.engines.tape.records import Contribution, Row, Tape

__all__ = [
    "Contribution",
    "NothingToDivideBy",
    "Row",
    "Tape",
    "converted",
    "employer_cost",
    "kilometres",
    "overtime",
    "pro_rata",
    "vat_added",
    "vat_extracted",
]

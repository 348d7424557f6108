"""Spelling and typography of letters in French, Dutch and English: see docs/engines/spelling.md."""

from coulisse.engines.spelling.check import Dictionary, Fault, check
from coulisse.engines.spelling.suggest import suggest
from coulisse.engines.spelling.tokens import Token, tokens
from coulisse.engines.spelling.typography import Mend, mended, typography

__all__ = ["Dictionary", "Fault", "Mend", "Token", "check", "mended", "suggest", "tokens", "typography"]

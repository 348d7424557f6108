"""A finding: a code, how much force it has, and its parameters. Whoever shows it has the words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from coulisse.kernel.money import Money

Parameter = str | int | Money


class Force(StrEnum):
    """What ignoring a finding costs."""

    REFUSED = "refused"
    """The network would not take the post, or not whole."""
    ADVICE = "advice"
    """The post would go; somebody reads it badly, or it costs."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. Numbers of images and videos begin at 1."""

    code: str
    force: Force
    parameters: Mapping[str, Parameter]


def refused(code: str, **parameters: Parameter) -> Finding:
    """A finding that the network would refuse."""
    return Finding(code, Force.REFUSED, MappingProxyType(parameters))


def advice(code: str, **parameters: Parameter) -> Finding:
    """A finding to decide about."""
    return Finding(code, Force.ADVICE, MappingProxyType(parameters))

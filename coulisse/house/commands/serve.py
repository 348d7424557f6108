"""`coulisse serve`: serve the house to browsers."""

import argparse
import sys

from coulisse.house.opening import migrations_missing, open_house
from coulisse.house.outcome import Refused
from coulisse.house.webserver import Address, serve


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--processes", type=int, default=2, help="web processes (2)")
    parser.add_argument("--certificate", default="", metavar="FILE", help="a TLS certificate, with --key")
    parser.add_argument("--key", default="", metavar="FILE", help="the key of the certificate")


def run(options: argparse.Namespace) -> int:
    address = Address(
        host=options.host,
        port=options.port,
        processes=options.processes,
        certificate=options.certificate,
        key=options.key,
    )
    with open_house():
        if migrations_missing():
            raise Refused("migrations", "The database lacks migrations: run `coulisse migrate` first.", "database")
        serve(address, when_ready=lambda: print(f"Coulisse answers at {address.url}", file=sys.stderr))
    return 0

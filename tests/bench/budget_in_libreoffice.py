"""Run by the Python that LibreOffice speaks to: open a workbook, recalculate it, change one global, read the top.

    /usr/bin/python3 budget_in_libreoffice.py WORKBOOK TIMES GLOBAL_ROW VALUE

Prints {"full": [ms], "one": [ms], "before": [cents], "after": [cents]}. Uses nothing but the standard library.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

START = 60


def main() -> None:
    path, times, row, value = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"bench{path.stat().st_mtime_ns}"
        office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                "--nologo",
                f"-env:UserInstallation=file://{profile}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            desktop = _desktop(pipe)
            print(json.dumps(_measured(desktop, path, times, row, value)))
            desktop.terminate()
            office.wait(timeout=START)
        finally:
            if office.poll() is None:
                office.kill()


def _desktop(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + START
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _measured(desktop: Any, path: Path, times: int, row: int, value: float) -> dict[str, list[Any]]:
    hidden = PropertyValue(Name="Hidden", Value=True)
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
    sheets = document.Sheets
    top, changed = sheets.getByName("Top"), sheets.getByName("Globals").getCellByPosition(1, row)
    last = _last_row(top)
    total = top.getCellByPosition(1, last)
    document.calculateAll()
    before = _cents(top, last)
    full = [_timed(lambda: (document.calculateAll(), total.getValue())) for _ in range(times)]
    formula = changed.getFormula()
    one, after = [], []
    for _ in range(times):
        one.append(_timed(lambda: (changed.setValue(value), total.getValue())))
        after = _cents(top, last)
        changed.setFormula(formula)
        total.getValue()
    document.close(True)
    return {"full": full, "one": one, "before": before, "after": after}


def _last_row(sheet: Any) -> int:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return int(cursor.RangeAddress.EndRow)


def _cents(sheet: Any, last: int) -> list[int]:
    return [round(sheet.getCellByPosition(1, row).getValue() * 100) for row in range(last + 1)]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()

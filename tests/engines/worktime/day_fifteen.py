"""Day 15 of *La Drache*, 17/03/2027 at Dinant: the plan of the call sheet, the crew of 34, the marks at 09:10.

The report says that the 28 without overtime have a rate by the day or left before the threshold; who is which is
decided here. It says that two would rest less than 11 h « si la convocation reste à 06:30 »: with a wrap at 19:35
that hour can only be the call of the régie, and the others come from 06:45 on, or as today if later.
"""

from datetime import date, datetime, time, timedelta

from coulisse.engines.worktime import Attendance, Person, Rules, Step, StepKind
from coulisse.kernel.times import in_brussels

DAY = date(2027, 3, 17)
NEXT_DAY = date(2027, 3, 18)
CREW = """
Solange De Backer|06:30|day rate
Nadia Verhaeghen|08:00|day rate
Bastien Crahay|05:45|17:15
Arnaud Delvigne|07:30|day rate
Hélène Poncelet|06:30|day rate
Sami Oukil|06:15|day rate
Brigitte Moreau|07:30|day rate
Lou Marchand|06:30|17:00
Dirk Van Acker|07:00|
Anne-Sophie Legrand|07:00|day rate
Julien Thiry|06:45|
Fien Baert|06:45|day rate
Olivier Nollet|07:00|day rate
Marc Lhoest|06:30|
Pieter Goossens|06:30|day rate
Laura Dumont|06:30|day rate
Didier Hubert|06:30|
Youssef Amrani|06:30|day rate
Tom Evrard|06:30|18:00
Katrien Maes|07:15|day rate
Loïc Gillard|07:15|day rate
Valérie Simonis|06:30|day rate
Hugo Lambotte|06:30|day rate
Nico Frère|06:00|17:30
Inge Willems|06:30|day rate
Sarah Piette|06:30|day rate
Aurore Jadin|06:30|day rate
Enzo Ricci|06:30|day rate
Frédéric Magnée|05:30|régie
Elke Smets|05:30|régie
Rayan Bakkali|05:30|17:00
Zoé Henrard|05:30|17:00
Alain Gobert|05:45|17:30
Benoît Castagne|07:00|18:30
"""
REGIE = {"Frédéric Magnée", "Elke Smets", "Rayan Bakkali", "Zoé Henrard", "Alain Gobert"}
# Useful minutage of days 1 to 14, and the estimate of the same scenes: the totals of day 15 less that day.
SHOT = timedelta(minutes=45, seconds=30) - timedelta(minutes=3, seconds=40)
ESTIMATED = timedelta(minutes=43, seconds=25) - timedelta(minutes=3, seconds=10)


def at(hour: str, day: date = DAY) -> datetime:
    return in_brussels(day, time.fromisoformat(hour))


def plan(**started: str) -> list[Step]:
    """The day as the call sheet has it, with the hours marked so far."""
    steps = (
        ("27", StepKind.SHOOT, "08:30", "11:15"),
        ("28", StepKind.SHOOT, "11:15", "12:30"),
        ("repas", StepKind.MEAL, "12:30", "13:30"),
        ("33A", StepKind.SHOOT, "13:30", "15:00"),
        ("34", StepKind.SHOOT, "15:00", "18:15"),
        ("fin", StepKind.WRAP, "18:15", "18:30"),
    )
    return [
        Step(key, kind, at(start), at(end), started=at(started[f"s{key}"]) if f"s{key}" in started else None)
        for key, kind, start, end in steps
    ]


def crew(rules: Rules, *, regie_call: str = "06:30") -> list[Attendance]:
    return [_attendance(line, rules, regie_call) for line in CREW.strip().split("\n")]


def _attendance(line: str, rules: Rules, regie_call: str) -> Attendance:
    name, call, leaves = line.split("|")
    with_unit = leaves in {"", "day rate", "régie"}
    planned_end = "18:45" if leaves == "régie" else "18:30" if with_unit else leaves
    tomorrow = regie_call if name in REGIE else max(call, "06:45")
    return Attendance(
        Person(name, rules, paid_overtime=leaves != "day rate"),
        DAY,
        at(call),
        at(planned_end),
        leaves_with_unit=with_unit,
        next_call=at(tomorrow, NEXT_DAY),
    )

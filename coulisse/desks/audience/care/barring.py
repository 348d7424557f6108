"""The forms ask the care of the team first whether somebody may use them; `apps.ready` imports this."""

from coulisse.desks.audience.care.queries import forms_closed_to
from coulisse.desks.audience.intake.forms_public.barring import ask_first

ask_first(forms_closed_to)

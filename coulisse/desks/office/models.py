"""The table of contents of the desk's rows, slice by slice, so that the desk is one application."""

from coulisse.desks.office.budget.exchange.models import *  # noqa: F403
from coulisse.desks.office.budget.models import *  # noqa: F403
from coulisse.desks.office.cashflow.models import *  # noqa: F403
from coulisse.desks.office.costs.impact_models import *  # noqa: F403
from coulisse.desks.office.costs.models import *  # noqa: F403
from coulisse.desks.office.financing.models import *  # noqa: F403
from coulisse.desks.office.ledger.models import *  # noqa: F403
from coulisse.desks.office.spending.models import *  # noqa: F403
from coulisse.desks.office.tape.models import *  # noqa: F403

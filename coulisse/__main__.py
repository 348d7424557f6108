"""`python -m coulisse`, the same as the command `coulisse`."""

import sys

from coulisse.house.command_line import main

if __name__ == "__main__":
    sys.exit(main())

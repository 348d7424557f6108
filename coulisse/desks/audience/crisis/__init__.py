"""A night that is not like the others: alarm, cockpit, holding lines, brake, stand-down."""

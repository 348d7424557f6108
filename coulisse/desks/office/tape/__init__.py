"""Calculators with a tape: VAT, employer's cost, pro rata, kilometres, currency, overtime."""

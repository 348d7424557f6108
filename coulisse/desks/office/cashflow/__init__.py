"""Trésorerie: what comes in and goes out week by week, and the first week that goes below zero."""

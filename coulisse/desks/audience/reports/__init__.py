"""What the makers are told: Monday letter, complaint table, yearly report, midday synthesis, pivot tables."""

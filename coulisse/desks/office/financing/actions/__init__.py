"""What is done to the financing: sources, tranches, conditions, versions, calls, dossiers."""

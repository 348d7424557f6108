"""What is read of the financing: the plan, its tranches, the calls, the dossiers."""

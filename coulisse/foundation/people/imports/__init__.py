"""Where rows meet the formats: files in, cards with row-numbered problems out. Nothing here writes."""

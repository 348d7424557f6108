"""The floor of *La Drache* in the sample house: from its screenplay to the report of its fifteenth day."""

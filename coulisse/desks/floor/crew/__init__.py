"""Who works: technicians, cast, rates, and what stands in their way."""

"""Survey and choices become a plan: decisions, each with its reason. Reads nothing and writes nothing."""

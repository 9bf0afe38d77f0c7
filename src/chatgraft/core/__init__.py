"""The ground: what every room speaks in. Imports nothing of ours."""

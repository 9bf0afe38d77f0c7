"""The scenarios, a module for each matter. Each marked function is found by `conformance.every()`."""

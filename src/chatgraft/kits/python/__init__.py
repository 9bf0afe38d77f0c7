"""A ChatKit service in Python: what lands in a project's `backend/`, kept here as code that runs where it lies."""

"""A ChatKit service in Python: what lands in a project's `backend/` folder, kept here as code that runs where it lies."""

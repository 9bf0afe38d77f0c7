"""What lands in a project: real files, run and tested where they lie."""

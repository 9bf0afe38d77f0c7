"""One module a deploy target. None so far: what a deployment needs is told in the project's own documents."""

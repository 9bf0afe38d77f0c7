"""One module a deploy target."""

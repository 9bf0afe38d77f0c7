SUITE = "tests/node"
"""The suite of the services that are held to the protocol here."""

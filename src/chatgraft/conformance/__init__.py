"""One black-box suite for every ChatKit backend: what is said over HTTP, checked against the protocol and nothing else.

A scenario is an async function of a `Service` that returns when the service keeps its word and raises an
`AssertionError` with a plain sentence when it does not. `every()` finds them all; whoever adds one adds a function.
"""

from chatgraft.conformance.scenario import Need, Scenario, every
from chatgraft.conformance.service import Control, Service, Users

__all__ = ["Control", "Need", "Scenario", "Service", "Users", "every"]

"""A standing service and the scenarios that are held against it: side by side where they can be, for most only wait."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from concurrent.futures import Future
from types import TracebackType

from typing_extensions import Self

from chatgraft.conformance import Need, Scenario, Service

_AT_ONCE = 6
_LONGEST = 120.0
"""Seconds that a scenario may take: one that waits for ever is to be named, and the others to be told."""
# What ends or starves the service for everybody.
_DISTURBING = frozenset({Need.RESTART, Need.DATABASE, Need.LIMITS})


class Hall:
    """Scenarios that disturb nobody begin together when it is entered; the others are held alone, after them."""

    def __init__(self, service: Service, scenarios: Iterable[Scenario]) -> None:
        self.service = service
        together = [one for one in scenarios if not one.alone and not one.needs & _DISTURBING]
        self._outcomes: dict[str, Future[None]] = {one.name: Future() for one in together}
        self._thread = threading.Thread(target=lambda: asyncio.run(self._hold_all(together)), name="hall")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._thread.join()

    def hold(self, scenario: Scenario) -> None:
        """Returns when the service has kept the scenario's promise; raises what the scenario raised."""
        if scenario.name in self._outcomes:
            self._outcomes[scenario.name].result()
        else:
            self.wait()
            asyncio.run(self._held(scenario))

    def wait(self) -> None:
        """Returns when nothing goes on at the service any more."""
        self._thread.join()

    async def _held(self, scenario: Scenario) -> None:
        await asyncio.wait_for(scenario.hold(self.service), _LONGEST)

    async def _hold_all(self, scenarios: list[Scenario]) -> None:
        places = asyncio.Semaphore(_AT_ONCE)
        await asyncio.gather(*(self._hold(scenario, places) for scenario in scenarios))

    async def _hold(self, scenario: Scenario, places: asyncio.Semaphore) -> None:
        outcome = self._outcomes[scenario.name]
        async with places:
            try:
                await self._held(scenario)
            except BaseException as error:  # noqa: BLE001  told to the test that asks for it
                outcome.set_exception(error)
            else:
                outcome.set_result(None)

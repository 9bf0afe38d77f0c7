"""What a measurement found, beside what it should be."""

from dataclasses import dataclass

from slices import Spread


@dataclass(frozen=True, slots=True)
class Finding:
    """A ratio over the rounds and its target, if it has one: at least, or at most, so much."""

    what: str
    value: Spread
    least: float | None = None
    most: float | None = None

    @property
    def target(self) -> str:
        if self.least is not None:
            return f">= {self.least:g}"
        return f"<= {self.most:g}" if self.most is not None else ""

    @property
    def reached(self) -> bool:
        """By the median, as all are given."""
        return (self.least is None or self.value.median >= self.least) and (
            self.most is None or self.value.median <= self.most
        )

    def __str__(self) -> str:
        verdict = "" if not self.target else "reached" if self.reached else "MISSED"
        return f"{self.what:62}{self.value!s:28}{self.target:10}{verdict}"

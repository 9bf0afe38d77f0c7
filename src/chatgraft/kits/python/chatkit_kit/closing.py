"""The end of iterators that nobody reads to theirs."""


async def close(iterator: object) -> None:
    """Close it, where it is a generator: one that is only dropped gives back what it holds, such as a connection to a
    model, at some later time."""
    aclose = getattr(iterator, "aclose", None)
    if aclose is not None:
        await aclose()

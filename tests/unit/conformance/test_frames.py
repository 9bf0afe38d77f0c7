"""The suite reads streams strictly, wherever their bytes are cut."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from chatgraft.conformance.frames import Frame, read_frames

_STREAM = 'id: 1\ndata: {"type":"a","text":"鷺\u2028"}\n\n: ping\n\nid: 2\ndata: {"type":"b"}\n\n: end\n\n'.encode()


async def _frames(stream: bytes, size: int) -> list[Frame]:
    async def chunks() -> AsyncIterator[bytes]:
        for start in range(0, len(stream), size):
            yield stream[start : start + size]

    return [frame async for frame in read_frames(chunks())]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
async def test_cuts_between_chunks_do_not_matter(size: int) -> None:
    frames = await _frames(_STREAM, size)
    assert [frame.id for frame in frames] == ["1", None, "2", None]
    assert frames[0].event == {"type": "a", "text": "鷺\u2028"}
    assert frames[-1].is_end


@pytest.mark.parametrize("cut", [b": end", b": end\n", b": end\n\n"])
async def test_the_last_line_may_lack_its_blank_line(cut: bytes) -> None:
    assert (await _frames(b'data: {"type":"a"}\n\n' + cut, 5))[-1].is_end


async def test_half_an_event_at_the_end_is_no_event() -> None:
    assert len(await _frames(b'data: {"type":"a"}\n\ndata: {"type":', 5)) == 1


@pytest.mark.parametrize("line", ["event: done", "retry: 100", "data: {}\ndata: {}", "hello"])
async def test_lines_that_the_protocol_does_not_have_are_refused(line: str) -> None:
    with pytest.raises(AssertionError, match="does not have"):
        await _frames(f"{line}\n\n".encode(), 64)


async def test_an_event_is_an_object() -> None:
    with pytest.raises(AssertionError, match="JSON object"):
        _ = (await _frames(b"data: [DONE]\n\n".replace(b"[DONE]", b"[1]"), 64))[0].event

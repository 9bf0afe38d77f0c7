"""Visitors that ask one question after another, over plain sockets so that little of the time is the client's own."""

import asyncio
import json
import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from uuid import uuid4

from answer import WORDS

# A visitor goes on in the same conversation for so many questions, then begins another.
QUESTIONS_A_THREAD = 5
END = b"\r\n0\r\n\r\n"
DELTA = re.compile(rb'text_delta","content_index":0,"delta":"([^"]*)"')
THREAD = re.compile(rb'"thread\.created","thread":\{"id":"([^"]+)"')
TEXT = "".join(WORDS).encode()


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer, read to its end: seconds until its first delta, and the deltas that came."""

    first_delta: float
    deltas: int


class Visitor:
    """One connection at a time. `cookie` is what a service with sessions gave, empty for one without."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port = port
        self._cookie = f"Cookie: {cookie}\r\n" if cookie else ""
        self._asked = 0
        self._thread = ""

    async def ask(self, wait: float, begin: float, until: float) -> list[Turn]:
        """Ask from `begin` to `until`, the last answer to its end. `wait` is milliseconds between words."""
        await asyncio.sleep(max(0.0, begin - time.perf_counter()))
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        turns: list[Turn] = []
        try:
            while time.perf_counter() < until:
                turns.append(await self._turn(reader, writer, wait))
        finally:
            writer.close()
            await writer.wait_closed()
        return turns

    async def _turn(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wait: float) -> Turn:
        request = self._request(wait)
        begun = time.perf_counter()
        writer.write(request)
        first = 0.0
        stream = bytearray()
        while not stream.endswith(END):
            chunk = await reader.read(1 << 16)
            stream += chunk
            if not chunk or not stream.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"not an answer: {bytes(stream[:500])!r}")
            if not first and DELTA.search(stream):
                first = time.perf_counter() - begun
        deltas: list[bytes] = DELTA.findall(stream)
        if b"".join(deltas) != TEXT or b'"thread.item.done"' not in stream:
            raise RuntimeError(f"not the whole answer: {bytes(stream[-500:])!r}")
        self._go_on(stream)
        return Turn(first, len(deltas))

    def _request(self, wait: float) -> bytes:
        content = [{"type": "input_text", "text": f"Please answer with a wait of {wait}"}]
        message: dict[str, Any] = {"content": content, "attachments": [], "quoted_text": None, "inference_options": {}}
        form: dict[str, Any] = {"type": "threads.create", "params": {"input": message}}
        if self._thread:
            form = {"type": "threads.add_user_message", "params": {"input": message, "thread_id": self._thread}}
        body = json.dumps(form).encode()
        head = (
            f"POST /chatkit HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n{self._cookie}Idempotency-Key: {uuid4()}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _go_on(self, stream: bytes | bytearray) -> None:
        self._asked += 1
        created = THREAD.search(stream)
        if created:
            self._thread = created[1].decode()
        if self._asked % QUESTIONS_A_THREAD == 0:
            self._thread = ""


def open_session(port: int) -> str:
    """A session of our service, as the widget opens it: the cookie to send."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/chatkit/session", b'{"as": "cookie"}')
    reply = connection.getresponse()
    cookie = reply.headers["Set-Cookie"]
    reply.read()
    connection.close()
    return cookie.partition(";")[0]

"""The limit: FastAPI alone, sending the bytes that the SDK sends for the same answer. It keeps and reads nothing.

Its argument is its port.
"""

import json
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import uvicorn
from answer import WORDS, answer
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

ITEM = "msg_0123456789abcdef"
DELTA = (
    'data: {"type":"thread.item.updated","item_id":"%s","update":'
    '{"type":"assistant_message.content_part.text_delta","content_index":0,"delta":"%s"}}\n\n'
)
DATED = '"created_at":"2026-01-01T00:00:00+00:00"'
ROW = f'"id":"{ITEM}","thread_id":"thr_bare",{DATED}'
TEXT = "".join(WORDS)
ASKED = '[{"type":"input_text","text":"Please answer with a wait of 0"}],"attachments":[],"inference_options":{}'
EMPTY = '{"type":"output_text","text":"","annotations":[]}'
WHOLE = f'{{"type":"output_text","text":"{TEXT}","annotations":[]}}'
UPDATE = f'{{"type":"thread.item.updated","item_id":"{ITEM}","update":{{"type":"assistant_message.content_part.'
PAGE = '"items":{"data":[],"has_more":false}'
BEFORE = (
    f'{{"type":"thread.created","thread":{{"id":"thr_bare",{DATED},"status":{{"type":"active"}},{PAGE}}}}}',
    f'{{"type":"thread.item.done","item":{{"type":"user_message",{ROW},"content":{ASKED}}}}}',
    '{"type":"stream_options","stream_options":{"allow_cancel":true}}',
    f'{{"type":"thread.item.added","item":{{"type":"assistant_message",{ROW},"content":[]}}}}',
    f'{UPDATE}added","content_index":0,"content":{EMPTY}}}}}',
)
AFTER = (
    f'{UPDATE}done","content_index":0,"content":{WHOLE}}}}}',
    f'{{"type":"thread.item.done","item":{{"type":"assistant_message",{ROW},"content":[{WHOLE}]}}}}',
)
app = FastAPI()


@dataclass
class Asked:
    text: str


async def events(asked: Asked) -> AsyncIterator[bytes]:
    for event in BEFORE:
        yield f"data: {event}\n\n".encode()
    async for word in answer(asked):
        yield (DELTA % (ITEM, word)).encode()
    for event in AFTER:
        yield f"data: {event}\n\n".encode()


@app.post("/chatkit")
async def chatkit(request: Request) -> StreamingResponse:
    form = json.loads(await request.body())
    asked = Asked(form["params"]["input"]["content"][0]["text"])
    return StreamingResponse(events(asked), media_type="text/event-stream")


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False)

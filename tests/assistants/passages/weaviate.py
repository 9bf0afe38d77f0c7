"""A server that speaks Weaviate's own protocol, as far as its official client uses it for a search.

Its messages are the client's own: the client reads and writes them as those of a real server.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import grpc

from tests.assistants.passages.web import Asked, Refused, speaking

Rows = Sequence[tuple[list[float], Mapping[str, str]]]


@contextmanager
def weaviate(collection: str, rows: Rows, key: str) -> Iterator[tuple[str, int]]:
    """Its address and the port for searches. A search by words is one by the vector of the words."""
    server = grpc.server(ThreadPoolExecutor(4))
    port = server.add_insecure_port("127.0.0.1:0")
    server.add_generic_rpc_handlers((_Service(collection, rows, key),))
    server.start()
    try:
        with speaking(lambda asked: _rest(asked, key)) as web:
            yield web.url, port
    finally:
        server.stop(None).wait()


def _rest(asked: Asked, key: str) -> object:
    """docs.weaviate.io/weaviate/api/rest."""
    if asked.path == "/v1/.well-known/openid-configuration":
        raise Refused(404, {})
    if asked.path == "/v1/meta" and asked.headers.get("authorization") == f"Bearer {key}":
        return {"hostname": "http://[::]:8080", "version": "1.33.0", "modules": {}}
    if asked.path.startswith("/v1/.well-known/"):
        return {}
    raise Refused(401, {"error": [{"message": str(asked)}]})


class _Service(grpc.GenericRpcHandler):  # type: ignore[misc]  # it comes without types
    def __init__(self, collection: str, rows: Rows, key: str) -> None:
        self._collection, self._rows, self._key = collection, rows, key

    def service(self, handler_call_details: grpc.HandlerCallDetails) -> Any:
        from weaviate.proto.v1.v6300.v1 import search_get_pb2

        if handler_call_details.method == "/grpc.health.v1.Health/Check":
            # HealthCheckResponse { status: SERVING }
            return grpc.unary_unary_rpc_method_handler(lambda _request, _context: b"\x08\x01")
        metadata = dict(handler_call_details.invocation_metadata)
        if (
            handler_call_details.method != "/weaviate.v1.Weaviate/Search"
            or metadata.get("authorization") != f"Bearer {self._key}"
        ):
            return None
        return grpc.unary_unary_rpc_method_handler(
            self._search,
            request_deserializer=search_get_pb2.SearchRequest.FromString,
            response_serializer=search_get_pb2.SearchReply.SerializeToString,
        )

    def _search(self, request: Any, context: grpc.ServicerContext) -> Any:
        import struct

        from weaviate.proto.v1.v6300.v1 import search_get_pb2

        from tests.assistants.passages.embedder import vector

        if request.collection != self._collection:
            context.abort(grpc.StatusCode.NOT_FOUND, f"could not find class {request.collection}")
        if request.HasField("near_text"):
            asked, most = vector(" ".join(request.near_text.query)), request.near_text.distance
        else:
            near = request.near_vector
            data = near.vector_bytes or near.vectors[0].vector_bytes
            asked, most = list(struct.unpack(f"<{len(data) // 4}f", data)), near.distance
        hidden = request.filters.value_text if request.HasField("filters") else None
        found = [(1 - sum(a * b for a, b in zip(asked, row[0], strict=True)), row[1]) for row in self._rows]
        found = sorted(
            ((distance, row) for distance, row in found if distance <= most and row["headline"] != hidden),
            key=lambda each: each[0],
        )
        reply = search_get_pb2.SearchReply(took=0.001)
        for distance, row in found[: request.limit]:
            result = reply.results.add()
            result.metadata.id, result.metadata.distance, result.metadata.distance_present = row["web"], distance, True
            for name, value in row.items():
                result.properties.non_ref_props.fields[name].text_value = value
            result.properties.target_collection = self._collection
        return reply

"""Runs, sessions, attachments and their owners in MongoDB's collections."""

from collections.abc import Sequence

from .database import RUNNING, AttachmentRow, FeedbackRow, RunRow, SessionRow, now_us
from .mongo_client import Document, DuplicateError, Mongo

OWNED = ("runs", "threads", "items", "feedback", "attachments")
"""What has an owner. Runs come first: what they write from then on belongs to whom they name."""
BATCH = 100


class MongoRuns:
    """The collection `chatkit_runs`."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo

    async def insert(self, row: RunRow, key: str) -> bool:
        document = {
            "_id": row.id,
            "owner": row.owner,
            "key": key,
            "thread_id": row.thread_id,
            "worker": row.worker,
            "state": row.state,
            "lease_us": row.lease_us,
            "stop": 0,
            "ended_us": None,
            "seq": await self._mongo.next("runs"),
        }
        try:
            await self._mongo.insert("runs", document)
        except DuplicateError:
            return False
        return True

    async def find(self, owner: str, run_id: str) -> RunRow | None:
        return await self._find({"_id": run_id, "owner": owner})

    async def find_by_key(self, owner: str, key: str) -> RunRow | None:
        return await self._find({"owner": owner, "key": key})

    async def find_running(self, owner: str, thread_id: str) -> RunRow | None:
        return await self._find({"owner": owner, "thread_id": thread_id, "state": RUNNING})

    async def find_first_beside(self, run_id: str) -> RunRow | None:
        run = await self._find({"_id": run_id})
        return await self.find_running(run.owner, run.thread_id) if run else None

    async def renew(self, run_ids: Sequence[str], lease_us: int) -> list[str]:
        runs, among = self._mongo["runs"], {"_id": {"$in": list(run_ids)}}
        await self._mongo.do("update", runs.update_many(among, {"$set": {"lease_us": lease_us}}))
        found = runs.find({**among, "stop": 1}, {"_id": 1})
        return [each["_id"] for each in await self._mongo.do("select", found.to_list())]

    async def ask_to_stop(self, owner: str, run_id: str) -> bool:
        return await self._mongo.update("runs", {"_id": run_id, "owner": owner}, {"stop": 1})

    async def end(self, run_id: str, state: str) -> bool:
        return await self._mongo.update(
            "runs", {"_id": run_id, "state": RUNNING}, {"state": state, "ended_us": now_us()}
        )

    async def delete_old(self, before_us: int) -> None:
        ended = {"ended_us": {"$lt": before_us}}
        abandoned = {"state": RUNNING, "lease_us": {"$lt": before_us}}
        await self._mongo.delete("runs", {"$or": [ended, abandoned]})

    async def _find(self, which: Document) -> RunRow | None:
        found = await self._mongo.do("select", self._mongo["runs"].find_one(which, sort=[("seq", 1)]))
        if found is None:
            return None
        return RunRow(
            found["_id"], found["owner"], found["thread_id"], found["worker"], found["state"], found["lease_us"]
        )


class MongoSessions:
    """The collection `chatkit_sessions`.

    A claim is written into the session first, with the owner from whom things are moved; it is taken out when all are.
    Whoever finds it there, as the process that moved them has died, moves what is left.
    """

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo

    async def insert(self, session_id: str, origin: str, expires_us: int) -> None:
        document = {
            "_id": session_id,
            "origin": origin,
            "created_us": now_us(),
            "expires_us": expires_us,
            "revoked": 0,
            "claimed_by": None,
        }
        await self._mongo.insert("sessions", document)

    async def find(self, session_id: str) -> SessionRow | None:
        found = await self._mongo.find("sessions", {"_id": session_id, "revoked": 0})
        if found is None:
            return None
        await self._move(found)
        return SessionRow(found["origin"], found["expires_us"], found["claimed_by"] or "")

    async def prolong(self, session_id: str, expires_us: int) -> None:
        await self._mongo.update("sessions", {"_id": session_id}, {"expires_us": expires_us})

    async def claim(self, session_id: str, before: str, owner: str) -> None:
        claimed = {"claimed_by": owner, "moving_from": before}
        await self._mongo.update("sessions", {"_id": session_id, "claimed_by": None}, claimed)
        await self._move(await self._mongo.find("sessions", {"_id": session_id, "claimed_by": owner}) or {})

    async def delete_expired(self) -> None:
        await self._mongo.delete("sessions", {"expires_us": {"$lt": now_us()}})

    async def _move(self, session: Document) -> None:
        if "moving_from" not in session:
            return
        before, owner = session["moving_from"], session["claimed_by"]
        for name in OWNED:
            moved = self._mongo[name].update_many({"owner": before}, {"$set": {"owner": owner}})
            try:
                await self._mongo.do("update", moved)
            except DuplicateError:  # a run takes this one there itself; whoever asks for the session next goes on
                return
        moved = self._mongo["sessions"].update_one({"_id": session["_id"]}, {"$unset": {"moving_from": ""}})
        await self._mongo.do("update", moved)


class MongoAttachments:
    """The collection `chatkit_attachments`."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo

    async def find(self, attachment_id: str) -> AttachmentRow | None:
        found = await self._mongo.find("attachments", {"_id": attachment_id})
        return AttachmentRow(found["owner"], found["data"]) if found else None

    async def replace(self, attachment_id: str, row: AttachmentRow) -> None:
        mine = {"_id": attachment_id, "owner": row.owner}
        await self._mongo.update("attachments", mine, {"data": row.data})

    async def of_owner(self, owner: str) -> list[AttachmentRow]:
        found = self._mongo["attachments"].find({"owner": owner})
        return [AttachmentRow(each["owner"], each["data"]) for each in await self._mongo.do("select", found.to_list())]

    async def of_thread(self, owner: str, thread_id: str) -> list[str]:
        return await self._ids({"owner": owner, "thread_id": thread_id})

    async def known(self, attachment_ids: Sequence[str]) -> set[str]:
        return set(await self._ids({"_id": {"$in": list(attachment_ids)}}))

    async def _ids(self, which: Document) -> list[str]:
        found = self._mongo["attachments"].find(which, {"_id": 1})
        return [each["_id"] for each in await self._mongo.do("select", found.to_list())]

    async def delete_unsent(self, before_us: int) -> None:
        unsent = {"thread_id": None, "created_us": {"$lt": before_us}}
        await self._mongo.delete("attachments", unsent)


class MongoOwners:
    """All collections that have owners."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo

    async def feedback(self, owner: str, thread_id: str) -> list[FeedbackRow]:
        found = self._mongo["feedback"].find({"owner": owner, "thread_id": thread_id}).sort("created_us", 1)
        rows = await self._mongo.do("select", found.to_list())
        return [FeedbackRow(each["item_id"], each["kind"], each["created_us"]) for each in rows]

    async def find_old_threads(self, before_us: int, most: int) -> list[tuple[str, str]]:
        begun = self._mongo["threads"].find({"created_us": {"$lt": before_us}}, {"owner": 1, "id": 1})
        begun, old = begun.sort("created_us", 1), list[tuple[str, str]]()
        while threads := await self._mongo.do("select", begun.to_list(BATCH)):
            for thread in threads:
                later = {"owner": thread["owner"], "thread_id": thread["id"], "created_us": {"$gte": before_us}}
                if await self._mongo.do("select", self._mongo["items"].find_one(later, {"_id": 1})) is None:
                    old.append((thread["owner"], thread["id"]))
                if len(old) == most:
                    return old
        return old

    async def erase(self, owner: str, session_id: str) -> None:
        for name in OWNED:
            await self._mongo.delete(name, {"owner": owner})
        sessions = {"$or": [{"claimed_by": owner}, {"_id": session_id}]}
        await self._mongo.delete("sessions", sessions)

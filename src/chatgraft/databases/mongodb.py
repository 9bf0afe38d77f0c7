"""MongoDB, where `DATABASE_URL` names one; tested on SecantusDB, which is MongoDB-compatible, and not on mongod."""

from __future__ import annotations

from chatgraft.databases import Database
from chatgraft.databases.signs import Signs

SIGNS = Signs(
    kind="mongodb",
    title="MongoDB",
    schemes=frozenset({"mongodb"}),
    drivers=frozenset({"pymongo", "motor", "beanie", "mongoengine", "odmantic", "flask-pymongo", "djongo"}),
    packages=("mongodb", "mongoose"),
    images=frozenset({"mongo", "mongodb", "mongodb-community-server", "mongodb-atlas-local", "percona-server-mongodb"}),
    names=frozenset({"mongodb", "mongo", "django_mongodb_backend", "djongo"}),
    classes=frozenset({"MongoClient", "AsyncMongoClient", "AsyncIOMotorClient"}),
)
DATABASE = Database(
    name=SIGNS.kind,
    detect=SIGNS.detect,
    packages=("pymongo>=4.13,<5  # MongoDB",),
    url="mongodb://localhost:27017/chatkit",
    local="Start MongoDB, and name a database in `DATABASE_URL`; it is made when it is used.",
    words=("mongodb", "mongo"),
)

"""MySQL and MariaDB, where `DATABASE_URL` names one; tested on MariaDB 10.11."""

from __future__ import annotations

from chatgraft.databases import Database
from chatgraft.databases.signs import Signs

SIGNS = Signs(
    kind="mysql",
    title="MySQL",
    schemes=frozenset({"mysql", "mysql2", "mariadb"}),
    drivers=frozenset(
        {"pymysql", "mysqlclient", "aiomysql", "asyncmy", "mysql-connector-python", "mariadb", "flask-mysqldb"}
    ),
    packages=("mysql", "mysql2", "mariadb", "@planetscale/database"),
    images=frozenset({"mysql", "mysql-server", "mariadb", "percona", "percona-server"}),
    names=frozenset({"mysql", "mysql2", "mariadb"}),
    classes=frozenset({"MySQLDatabase", "PooledMySQLDatabase"}),
)
DATABASE = Database(
    name=SIGNS.kind,
    detect=SIGNS.detect,
    packages=("aiomysql[rsa]>=0.2,<1  # MySQL and MariaDB",),
    url="mysql://chatkit@localhost:3306/chatkit",
    local="Start MySQL or MariaDB, create an empty database, and name it in `DATABASE_URL`.",
    words=("mysql", "mariadb"),
    shared=True,
)

"""The databases that the Node kit's stores are tested on."""

from __future__ import annotations

import pytest

STORES = [
    pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in ("sqlite", "postgres", "mariadb", "mongo")
]
SQL = STORES[:3]

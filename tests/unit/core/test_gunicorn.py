"""Commands that start gunicorn on workers which answer one request at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.gunicorn import one_at_a_time
from tests.unit.sites import Files, make_project


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"Procfile": "web: gunicorn app:app\n"}, "Procfile:1"),
        ({"Dockerfile": 'FROM python\n\nCMD ["gunicorn", "-w", "4", "shop.wsgi"]\n'}, "Dockerfile:3"),
        ({"run.sh": "#!/bin/sh\nexec .venv/bin/gunicorn \\\n  --workers 3 \\\n  'app:create_app()'\n"}, "run.sh:2"),
        ({"Procfile": "web: gunicorn --worker-class sync --threads=1 app:app\n"}, "Procfile:1"),
    ],
)
def test_sync_workers_are_seen(tmp_path: Path, files: Files, place: str) -> None:
    (found,) = one_at_a_time(make_project(tmp_path, files))
    assert f"{found.file}:{found.line}" == place


@pytest.mark.parametrize(
    "files",
    [
        {"Procfile": "web: gunicorn --threads 8 app:app\n"},
        {"Procfile": "web: gunicorn -k gthread app:app\n"},
        {"Procfile": "web: gunicorn --worker-class=uvicorn.workers.UvicornWorker app:app\n"},
        {"Procfile": "web: gunicorn app:app\n", "gunicorn.conf.py": "threads = 8\n"},
        {"README.md": "We used gunicorn once; see app:app.\n".replace("app:app", "app")},
        {"pyproject.toml": '[project]\ndependencies = ["gunicorn>=23"]\n'},
        {"Procfile": "web: uvicorn app:app\n"},
    ],
)
def test_others_are_left_alone(tmp_path: Path, files: Files) -> None:
    assert list(one_at_a_time(make_project(tmp_path, files))) == []

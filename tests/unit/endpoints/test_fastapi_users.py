"""Whom a FastAPI app takes to be signed in: the dependency that its routes ask, and what of it is the user's id."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.facts import SignedIn
from chatgraft.survey import survey
from tests.unit.sites import Files, make_project

START = """\
from fastapi import Cookie, Depends, FastAPI, Header, HTTPException, Request, Security
from fastapi.security import APIKeyCookie, APIKeyHeader, HTTPBasic, HTTPBearer, OAuth2PasswordBearer
from typing import Annotated

app = FastAPI()
bearer = OAuth2PasswordBearer(tokenUrl="token")
"""
BY_TOKEN = "def get_current_user(token: str = Depends(bearer)) -> User: return find(token)\n"
USER = "class User(BaseModel):\n    username: str\n    id: int\n"
ME = "@app.get('/me')\ndef me(user=Depends(get_current_user)): ...\n"


def signed_in(root: Path, files: Files) -> SignedIn | None:
    (backend,) = survey(make_project(root, files)).backends
    return backend.signed_in


def briefly(found: SignedIn | None) -> str:
    """Such as `main:get_current_user id by header`."""
    if found is None:
        return ""
    told = "unknown" if found.id is None else found.id or "all"
    return f"{found.module}:{found.name} {told} by {' '.join(found.by)}"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (USER + BY_TOKEN + ME, "main:get_current_user id by header"),
        (
            USER + BY_TOKEN + "CurrentUser = Annotated[User, Depends(get_current_user)]\n"
            "@app.get('/me')\nasync def me(user: CurrentUser): ...\n",
            "main:get_current_user id by header",
        ),
        (
            USER + BY_TOKEN + "def get_current_active_user(user: User = Depends(get_current_user)): return user\n"
            "@app.get('/a')\ndef a(user: User = Depends(get_current_active_user)): ...\n"
            "@app.get('/b')\ndef b(user: User = Security(get_current_active_user, scopes=['b'])): ...\n",
            "main:get_current_active_user id by header",
        ),
        (
            USER + BY_TOKEN + "def get_admin(user: User = Depends(get_current_user)): return user\n"
            "@app.get('/a')\ndef a(user: User = Depends(get_admin)): ...\n"
            "@app.get('/b', dependencies=[Depends(get_admin)])\ndef b(): ...\n",
            "main:get_current_user id by header",
        ),
        (
            (
                "def who(token: Annotated[str, Depends(HTTPBearer())]) -> dict:\n    return decode(token.credentials)\n"
                "@app.get('/me')\ndef me(user: dict = Depends(who)): return user['sub']\n"
            ),
            "main:who sub by header",
        ),
        (
            (
                "def user_id(token: str = Depends(bearer)) -> str:\n    payload = decode(token)\n"
                "    return payload.get('sub')\n@app.get('/me')\ndef me(user: str = Depends(user_id)): ...\n"
            ),
            "main:user_id all by header",
        ),
        (
            (
                "def who(request: Request):\n    name = request.session.get('username')\n"
                "    if not name:\n        raise HTTPException(401)\n    return name\n"
                "@app.get('/me')\ndef me(user=Depends(who)): ...\n"
            ),
            "main:who all by cookie",
        ),
        (
            (
                "def who(key: str = Security(APIKeyCookie(name='s'))):\n    return {'user_id': find(key)}\n"
                "@app.get('/me')\ndef me(user=Depends(who)): ...\n"
            ),
            "main:who user_id by cookie",
        ),
        (
            "def who(authorization: str = Header(None)) -> 'User | None': return find(authorization)\n" + USER + ""
            "@app.get('/me')\ndef me(user=Depends(who)): ...\n",
            "main:who id by header",
        ),
        (
            (
                "class User(SQLAlchemyBaseUserTableUUID, Base): ...\nback = CookieTransport(cookie_max_age=1)\n"
                "users = FastAPIUsers[User, UUID](make, [back])\ncurrent_user = users.current_user(active=True)\n"
                "@app.get('/me')\ndef me(user: User = Depends(current_user)): ...\n"
            ),
            "main:current_user id by cookie",
        ),
    ],
)
def test_finds_the_apps_own_dependency(tmp_path: Path, code: str, found: str) -> None:
    assert briefly(signed_in(tmp_path, {"main.py": START + code})) == found


@pytest.mark.parametrize(
    "code",
    [
        (
            "class Tenant(BaseModel):\n    id: int\n"
            "def get_tenant(token=Depends(bearer)) -> Tenant: return find(token)\n"
            "@app.get('/me')\ndef me(account: Tenant = Depends(get_tenant)): return account.id\n"
        ),
        (
            "def get_user_session(token=Depends(bearer)): return find(token)\n"
            "@app.get('/me')\ndef me(user=Depends(get_user_session)): return user.id\n"
        ),
        (
            "def key(key: str = Security(APIKeyHeader(name='k'))): return key\n"
            "@app.get('/me')\ndef me(user=Depends(key)): ...\n"
        ),
        (
            "def raw(credentials=Depends(HTTPBasic())): return credentials\ndef who(sent=Depends(raw)): return sent\n"
            "@app.get('/me')\ndef me(user=Depends(who)): return user.username\n"
        ),
        "def who(user_id: str = Cookie()): return user_id\n@app.get('/me')\ndef me(user=Depends(who)): ...\n",
        (
            "def who(request: Request): return request.cookies['user_id']\n"
            "@app.get('/me')\ndef me(user=Depends(who)): ...\n"
        ),
        "def who(token=Depends(bearer)): return find(token)\n@app.get('/me')\ndef me(user=Depends(who)): ...\n",
    ],
    ids=["tenant", "session", "key", "passed on", "cookie", "cookies", "unseen"],
)
def test_what_nobody_checked_and_what_is_not_seen_names_nobody(tmp_path: Path, code: str) -> None:
    found = signed_in(tmp_path, {"main.py": START + code})
    assert found is not None
    assert (found.id, found.evidence[0].file) == (None, "main.py")


@pytest.mark.parametrize(
    "code",
    [
        "basic = HTTPBasic()\n@app.get('/me')\ndef me(who=Depends(basic)): return who.username\n",
        "def get_db(): yield connect()\n@app.get('/me')\ndef me(db=Depends(get_db)): return db.id\n",
        "def who(user_id: str): return find(user_id)\n@app.get('/me')\ndef me(user=Depends(who)): return user.id\n",
        (
            "def who(user_id: str, token=Depends(bearer)): return find(user_id)\n"
            "@app.get('/me')\ndef me(user=Depends(who)): return user.id\n"
        ),
        USER + BY_TOKEN,
        "# Depends(get_current_user)\n",
    ],
    ids=["scheme", "database", "query", "query and token", "asked by nobody", "comment"],
)
def test_is_not_fooled(tmp_path: Path, code: str) -> None:
    assert signed_in(tmp_path, {"main.py": START + code}) is None


def test_it_is_named_as_the_app_imports_it(tmp_path: Path) -> None:
    files = {
        "backend/pyproject.toml": "[project]\nname = 'x'\ndependencies = ['fastapi']\n",
        "backend/app/__init__.py": "",
        "backend/app/main.py": "from fastapi import FastAPI\nfrom app.api import router\n"
        "app = FastAPI()\napp.include_router(router)\n",
        "backend/app/api.py": "from fastapi import APIRouter\nfrom app.deps import CurrentUser\nrouter = APIRouter()\n"
        "@router.get('/me')\ndef me(user: CurrentUser): return user.id\n",
        "backend/app/deps.py": START.replace("app = FastAPI()\n", "")
        + "from app.models import User\n"
        + BY_TOKEN
        + "CurrentUser = Annotated[User, Depends(get_current_user)]\n",
        "backend/app/models.py": "class UserBase(SQLModel):\n    email: str\n"
        "class User(UserBase, table=True):\n    id: UUID = Field(primary_key=True)\n",
    }
    found = signed_in(tmp_path, files)
    assert briefly(found) == "app.deps:get_current_user id by header"
    assert found is not None
    assert (found.evidence[0].file, found.evidence[0].line) == ("backend/app/deps.py", 7)

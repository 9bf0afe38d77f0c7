"""Who is signed in with an Express app is read from its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.facts import SignedIn
from chatgraft.survey import survey
from tests.unit.sites import make_project, package

HEAD = "const express = require('express');\nconst app = express();\n"
PASSPORT = "const passport = require('passport');\n"
SESSION = "const session = require('express-session');\napp.use(session({ secret: 'x' }));\n"


def found(folder: Path, code: str) -> SignedIn | None:
    files = {"package.json": package({"express": "^4"}), "app.js": HEAD + code}
    (app,) = survey(make_project(folder, files)).backends
    return app.signed_in


@pytest.mark.parametrize(
    ("code", "name", "user"),
    [
        (PASSPORT + "passport.serializeUser((user, done) => done(null, user.id));", "req.user", "id"),
        (PASSPORT + "passport.serializeUser((u, done) => { done(null, u._id); });", "req.user", "_id"),
        (PASSPORT + "passport.use(new GitHub({}, f));\npassport.serializeUser((u, done) => done(null, u));\n"
         "app.get('/me', (req, res) => res.json(req.user.id));", "req.user", "id"),
        (PASSPORT + "passport.use(new GitHub({}, f)).use(new GitLab({}, f));\npassport.serializeUser((u, done) => "
         "done(null, u));\napp.get('/me', (req, res) => res.json(req.user.id));", "req.user", None),
        (PASSPORT + "app.use(passport.authenticate('jwt', { session: false }));\napp.get('/me', (req, res) => "
         "res.json(req.user.id));", "req.user", "id"),
        (PASSPORT + "router.get('/me', passport.authenticate('jwt'), (req, res) => res.json(req.user.id));",
         "req.user", None),
        (PASSPORT + "app.use(passport.initialize());", "req.user", None),
        (SESSION + "app.post('/in', (req, res) => { req.session.userId = find(req).id; });", "req.session.userId", ""),
        (SESSION + "app.post('/in', (req) => { req.session.user = { id: 1, name: 'x' }; });", "req.session.user", "id"),
        (SESSION + "app.post('/in', (req) => { req.session.user = u; send(req.session.user.email); });",
         "req.session.user", "email"),
        (SESSION + "app.post('/in', (req) => { req.session.accountId = user.accountId; "
         "req.session.userId = user.id; });", "req.session.userId", ""),
        (SESSION + "app.post('/in', (req) => { req.session.accountId = user.accountId; });",
         "req.session.accountId", None),
        (SESSION + "app.post('/in', (req) => { req.session.accountId = account._id.toString(); });",
         "req.session.accountId", ""),
        (("const auth = (req, res, next) => { req.user = verify(req.headers.authorization); next(req.user.sub); };"
         "app.use(auth);"), "req.user", "sub"),
        ("app.use((req, res, next) => { req.user = verify(req.cookies.token); next(req.user.sub); });",
         "req.user", "sub"),
        (("const auth = (realm) => (req, res, next) => { req.user = verify(req.headers.authorization, realm); "
         "next(req.user.sub); };\napp.use(auth('all'));"), "req.user", "sub"),
        (("const auth = (req, res, next) => { req.user = verify(req.headers.authorization); next(req.user.sub); };"
         "app.get('/me', auth, show); router.use(auth); app.use('/admin', auth);"), "req.user", None),
        (("const auth = (req, res, next) => { req.user = verify(req.headers.authorization); next(req.user.sub); };"
         "const admin = express.Router();\nadmin.use(log).use(auth);\nthis.api = new express.Router();\n"
         "this.api.use(auth);\nconst open = express.Router().use(log);\nopen.use(auth);"), "req.user", None),
    ],
)  # fmt: skip
def test_what_the_app_tells_users_apart_by(tmp_path: Path, code: str, name: str, user: str | None) -> None:
    known = found(tmp_path, code)
    assert known is not None
    assert (known.name, known.id) == (name, user)


@pytest.mark.parametrize(
    "code",
    [
        "app.listen(3000);",
        SESSION,
        SESSION + "app.get('/', (req) => { req.session.cart = []; });",
        SESSION + "app.get('/', (req) => { req.session.userCountryId = countryOf(req); });",  # which many have
    ],
)
def test_nobody_where_nobody_signs_in(tmp_path: Path, code: str) -> None:
    assert found(tmp_path, code) is None


def test_a_token_is_sent_by_whoever_has_it(tmp_path: Path) -> None:
    code = "const auth = (req, res, next) => { req.user = verify(req.headers.authorization); next(); };"
    known = found(tmp_path, code)
    assert known is not None
    assert known.by == ("header",)


@pytest.mark.parametrize(
    "exported",
    [
        "module.exports = (req, res, next) => { req.user = verify(req); next(req.user.id); };",
        "exports.signIn = function (req, res, next) { req.user = verify(req); next(req.user.id); };",
    ],
)
def test_a_middleware_of_another_module_is_followed_to_where_all_go_through_it(tmp_path: Path, exported: str) -> None:
    taken = "signIn" if exported.startswith("module") else "{ signIn }"
    app = HEAD + f"const {taken} = require('./middleware/sign-in');\napp.use(signIn);\n"
    files = {"package.json": package({"express": "^4"}), "app.js": app, "middleware/sign-in.js": exported}
    (fact,) = survey(make_project(tmp_path, files)).backends
    assert fact.signed_in is not None
    assert fact.signed_in.id == "id"


@pytest.mark.parametrize(
    ("taken", "user"),
    [
        ("const auth = require('./middleware/auth');\napp.use(auth);", "id"),
        ("const auth = require('./routes/auth');\napp.use(auth);", None),
        ("const { admin } = require('./routers');\nconst auth = require('./middleware/auth');\nadmin.use(auth);", None),
    ],
)
def test_a_file_of_the_same_name_and_a_router_of_another_are_not_what_all_go_through(
    tmp_path: Path, taken: str, user: str | None
) -> None:
    files = {
        "package.json": package({"express": "^4"}),
        "app.js": HEAD + taken,
        "middleware/auth.js": "module.exports = (req, res, next) => { req.user = verify(req); next(req.user.id); };",
        "routes/auth.js": "module.exports = (req, res, next) => { log(req.user); next(); };",
        "routers.js": "const { Router } = require('express');\nexports.admin = Router();\n",
    }
    (fact,) = survey(make_project(tmp_path, files)).backends
    assert fact.signed_in is not None
    assert fact.signed_in.id == user

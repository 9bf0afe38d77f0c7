"""Where `app.use(chatkit())` goes, and where it does not."""

from __future__ import annotations

import pytest

from chatgraft.backends.express_mount import use
from chatgraft.core.changes import ByHand, Splice, splice
from chatgraft.core.source import Source

REQUIRED = "const chatkit = require('./chatkit-backend/express.cjs');"
IMPORTED = "import { chatkit } from './chatkit-backend/express.mjs';"


def edited(text: str, *, known_elsewhere: bool = False, file: str = "app.js") -> str:
    """The file with the edit made, which a second run leaves as it is; lines that begin with `+` are new."""
    source = Source(file, text.encode())
    edit = use(source, "chatkit", _module(text), known_elsewhere=known_elsewhere)
    assert all(isinstance(change, Splice) for change in edit), edit
    after = splice(source, tuple(change for change in edit if isinstance(change, Splice)))
    again = Source(file, after)
    assert use(again, "chatkit", _module(text), known_elsewhere=known_elsewhere) == ()
    return after.decode()


def check_edited(marked: str, *, known_elsewhere: bool = False, file: str = "app.js") -> None:
    """`marked` is the file as it becomes, each new line with `+` before it."""
    lines = marked.strip("\n").split("\n")
    before = "\n".join(line for line in lines if not line.startswith("+")) + "\n"
    after = "\n".join(line.removeprefix("+") for line in lines) + "\n"
    assert edited(before, known_elsewhere=known_elsewhere, file=file) == after
    crlf = before.replace("\n", "\r\n")
    assert edited("\ufeff" + crlf, known_elsewhere=known_elsewhere, file=file) == "\ufeff" + after.replace("\n", "\r\n")


def _module(text: str) -> str:
    return "./chatkit-backend/express.cjs" if "require(" in text else "./chatkit-backend/express.mjs"


def left(text: str, *, known_elsewhere: bool = False) -> str:
    """Why the file is left to its owner."""
    edit = use(Source("app.js", text.encode()), "chatkit", _module(text), known_elsewhere=known_elsewhere)
    assert len(edit) == 1
    assert isinstance(edit[0], ByHand)
    assert "app.use(chatkit());" in edit[0].snippet
    return edit[0].why


def test_before_the_first_route_where_nobody_signs_in() -> None:
    check_edited(
        f"""
const express = require('express');
+{REQUIRED}

const app = express();
app.use(morgan('dev'));

// The pages
+app.use(chatkit());
app.get('/', (req, res) => res.send('hello'));

app.listen(3000);
""".replace("// The pages\n+app.use(chatkit());", "+app.use(chatkit());\n// The pages")
    )


def test_after_sessions_and_passport_with_bodies_read_ahead_of_the_parsers() -> None:
    check_edited(f"""
const express = require('express');
const session = require('express-session');
const passport = require('passport');
const helmet = require('helmet');
+{REQUIRED}

const app = express();
app.use(helmet());
+app.use(chatkit.body());
app.use(express.json({{ limit: '50kb' }}));
app.use(session({{ secret: 'x' }}));
app.use(passport.initialize());
app.use(passport.session());
+app.use(chatkit());
app.use(require('csurf')());
app.use('/books', require('./routes/books'));
app.use((req, res) => res.status(404).send('no'));
app.use((error, req, res, next) => res.status(500).send('no'));
module.exports = app;
""")


def test_before_what_wants_a_token_although_passport_comes_later() -> None:
    check_edited(f"""
const express = require('express');
const session = require('express-session');
const csrf = require('csurf');
const passport = require('passport');
+{REQUIRED}

const app = express();
app.use(session({{ secret: 'x' }}));
+app.use(chatkit());
app.use(csrf());
app.use(passport.authenticate('session'));
app.use((req, res, next) => {{ res.locals.user = req.user; next(); }});
app.use('/', require('./routes/index'));
""")


def test_behind_sessions_where_other_guards_and_notes_follow() -> None:
    check_edited(f"""
import express from 'express';
import lusca from 'lusca';
import session from 'express-session';
+{IMPORTED}

const app = express();
app.use(session({{ secret: 'x' }}));
+app.use(chatkit());
app.use(lusca.xframe('SAMEORIGIN'));
app.use((req, res, next) => {{ req.session.returnTo = req.path; next(); }});
app.get('/', home);
""")


def test_before_the_page_that_is_shown_for_every_path() -> None:
    check_edited(f"""
import express from 'express';
import path from 'node:path';
+{IMPORTED}

const app = express();
app.use(express.static('dist'));
+app.use(chatkit());
app.get('/*splat', (req, res) => res.sendFile(path.resolve('dist/index.html')));
app.listen(process.env.PORT || 3000);
""")


def test_before_what_is_done_in_production_alone() -> None:
    check_edited("""
import express from "express"
+import { chatkit } from "./chatkit-backend/express.mjs"

const app = express()
+app.use(chatkit())
if (process.env.NODE_ENV === "production") {
	app.use(express.static("dist"))
	app.get("*", (req, res) => res.sendFile("index.html"))
}
app.listen(3000)
""")


def test_inside_of_the_function_that_makes_the_app() -> None:
    check_edited(f"""
import express from 'express';
+{IMPORTED}

export function createApp() {{
    const app = express();
+    app.use(chatkit());
    app.use(express.json());
    app.use('/api', router);
    return app;
}}
""")


def test_inside_of_a_class_in_the_method_that_sets_up_the_routes() -> None:
    check_edited(f"""
import express from 'express';
import session from 'express-session';
+{IMPORTED}

export class Server {{
  app = express();
  constructor() {{
    this.middleware();
    this.routes();
  }}
  middleware() {{
    this.app.use(session({{ secret: 'x' }}));
+    this.app.use(chatkit());
  }}
  routes() {{
    this.app.get('/', (req, res) => res.send('hello'));
  }}
}}
""")


def test_inside_of_the_constructor_of_a_class_whose_methods_set_up_the_rest() -> None:
    check_edited(
        f"""
import express, {{ Application, Router }} from 'express';
+{IMPORTED}

export default class App {{
  public app: Application;
  private readonly health: Router = Router();

  constructor(controllers: Controller[]) {{
    this.app = express();
    this.initializeMiddlewares();
    this.initializeControllers(controllers);
  }}

  private initializeMiddlewares(): void {{
    this.app.use(cors());
+    this.app.use(chatkit());
    this.app.use(express.json());
  }}

  private initializeControllers(controllers: Controller[]): void {{
    controllers.forEach((controller) => {{
      this.app.use('/', controller.router);
    }});
  }}
}}
""",
        file="app.ts",
    )


def test_before_the_chain_that_sets_up_what_a_factory_makes() -> None:
    check_edited(
        f"""
import {{ json }} from 'body-parser';
import express, {{ Express, Router }} from 'express';
+{IMPORTED}

const router = Router();

export const createServer = (): Express => {{
  const app = express();
+  app.use(chatkit());
  app
    .disable('x-powered-by')
    .use(json())
    .get('/status', (_, res) => res.json({{ ok: true }}));

  return app;
}};
""",
        file="server.ts",
    )


def test_in_a_function_of_the_file_that_is_handed_the_app() -> None:
    check_edited(f"""
const express = require('express');
+{REQUIRED}
const app = express();
function routes(server) {{
+  server.use(chatkit());
  server.use(express.json());
  server.post('/login', login);
}}
routes(app);
app.listen(3000);
""")


def test_before_another_file_is_handed_the_app() -> None:
    check_edited(f"""
const express = require('express');
+{REQUIRED}
const app = express();
+app.use(chatkit());
require('./routes')(app);
app.listen(3000);
""")


def test_behind_the_app_where_it_is_told_nothing() -> None:
    check_edited(f"""
import express from 'express';
+{IMPORTED}
export const app = express();
+app.use(chatkit());
""")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("app.use((req, res) => res.sendStatus(404));\napp.use(session());", "comes after a handler"),
        ("app.use(session()).get('/', page);", "in one statement"),
    ],
)
def test_left_where_the_order_would_have_to_be_guessed(said: str, why: str) -> None:
    head = "import express from 'express';\nimport session from 'express-session';\nconst app = express();\n"
    assert why in left(head + said + "\n")


def test_left_where_another_file_says_who_is_signed_in() -> None:
    text = "const express = require('express');\nconst app = express();\nrequire('./loaders')(app);\n"
    assert "another file" in left(text, known_elsewhere=True)


@pytest.mark.parametrize(
    "made", ["export default express();", "export const createApp = () => express();", "createApp().listen(3000);"]
)
def test_left_where_the_app_has_no_name(made: str) -> None:
    assert "at /api/chatkit" in left(f"import express from 'express';\n{made}\n")


def test_left_where_the_name_is_taken() -> None:
    text = "const express = require('express');\nconst chatkit = 1;\nconst app = express();\napp.listen(1);\n"
    assert "already the name" in left(text)

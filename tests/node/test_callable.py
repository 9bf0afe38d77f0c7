"""A function of the owner's answers in an Express app, and on a router below a path, until the chat is taken out."""

from __future__ import annotations

import subprocess
from pathlib import Path

from chatgraft.cli import main
from chatgraft.verbs.conversation import converse
from tests.fixtures.grafted import APPS, App, started
from tests.fixtures.node_kit import KIT_PACKAGES
from tests.fixtures.npm import installed
from tests.unit.changes.tree import commit
from tests.unit.sites import Files, make_project, package

SHOP: Files = {
    ".gitignore": "node_modules\n",
    "package.json": package({"express": "4.22.1"}),
    "create-app.js": """const express = require('express');

module.exports = function createApp() {
  const app = express();
  app.use(express.json({ limit: '1kb' }));
  app.use('/shop', require('./routes/shop'));
  return app;
};
""",
    "server.js": "require('./create-app')().listen(process.env.PORT, '127.0.0.1');\n",
    "routes/shop.js": """const { Router } = require('express');
const chatkit = require('../chatkit-backend/express.cjs');

const router = Router();
router.use(chatkit());
module.exports = router;
""",
    "lib/assistant.js": """const { setTimeout: sleep } = require('node:timers/promises');

async function* answer(question, history, model = 'none') {
  for (const piece of ['Asked: ', question, ` after ${history.length}`, `, by ${model}.`]) {
    await sleep(30);
    yield piece;
  }
}

module.exports = { answer };
""",
}


def test_it_answers_until_the_chat_is_taken_out(tmp_path: Path) -> None:
    project = make_project(tmp_path / "shop", SHOP, git=True).root
    (project / "node_modules").symlink_to(installed(APPS / "express-orchard"))
    commit(project)
    words = ("--yes", "--no-install", "--frontend", "none", "--callable", "lib/assistant.js:answer")
    assert main(["add", str(project), *words]) == 0
    packages = project / "chatkit-backend" / "node_modules"
    packages.symlink_to(installed(KIT_PACKAGES))
    with started(App("shop", ("node", "server.js"), ""), project, {"PORT": "{port}"}) as running:
        for api in ("/chatkit", "/shop/chatkit"):
            answer = converse(running.url + api, running.url, "Is it open?")
            assert (answer.text, answer.deltas > 1) == ("Asked: Is it open? after 0, by none.", True)
    packages.unlink()
    assert main(["remove", str(project), "--yes", "--purge"]) == 0
    left = subprocess.run(["git", "status", "--short"], cwd=project, capture_output=True, text=True, check=True)
    assert left.stdout == ""

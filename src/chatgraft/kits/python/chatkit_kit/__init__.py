"""The machinery of the chat service: sessions, runs, limits, stores, migrations and the site index.

It is replaced as a whole by an update. What an owner edits lies beside this package:
`chatkit_server.py`, `chatkit_store.py`, `database.py`, `chatkit_assistant.py` and, where a model answers,
`chatkit_retrieval.py`. What assistants are written with is here at the top (`questions`, `prompts`, `models`,
`citations`), and what puts the service together; behind that lie the rooms `mounts`, `answers`, `attached`, `running`,
`http`, `site_search` and `stores`, none of which imports from one before it.
"""

import sys
import warnings
from importlib.abc import MetaPathFinder


class _QuietSdk(MetaPathFinder):
    """Finds nothing, but hears when the SDK's widgets are to be imported, which warn of themselves then.

    That would stop whoever takes warnings for errors. The SDK is not imported here: it takes a second or two, for which
    an app that carries the chat does not wait.
    """

    def find_spec(self, fullname: str, _path: object = None, _target: object = None) -> None:
        if fullname == "chatkit.widgets":
            warnings.filterwarnings("ignore", "Direct usage of named widget classes", DeprecationWarning)


sys.meta_path.insert(0, _QuietSdk())

"""How an editor is tested: what it does under every layout of a file, and that it touches nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from chatgraft.core.changes import ByHand, Splice
from chatgraft.core.source import BOM, Source
from chatgraft.edits import Edit, applied

Editor = Callable[[Source], Edit]

LAYOUTS: dict[str, Callable[[str], bytes]] = {
    "as written": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM": lambda text: BOM + text.encode(),
    "tabs": lambda text: re.sub(r"(?m)^( {2})+", lambda found: "\t" * (len(found.group()) // 2), text).encode(),
    "no final newline": lambda text: text.removesuffix("\n").encode(),
}


def check_edited(edit: Editor, file: str, before: str, after: str, layouts: Collection[str] = LAYOUTS) -> None:
    """The edit turns `before` into `after` under every layout, can be undone, and does nothing the second time."""
    for name in layouts:
        layout = LAYOUTS[name]
        source, wanted = Source(file, layout(before)), layout(after)
        made = edit(source)
        assert applied(source, made).data == wanted, name
        assert undone(source, made) == source.data, name
        assert edit(Source(file, wanted)) == (), f"{name}: a second run changes something"


def check_unchanged(
    edit: Editor, file: str, text: str, why: str | None = None, layouts: Collection[str] = LAYOUTS
) -> None:
    """The edit leaves the file: it is there already (`why` None) or it is the owner's to do, for a reason."""
    for name in layouts:
        layout = LAYOUTS[name]
        made = edit(Source(file, layout(text)))
        if why is None:
            assert made == (), name
        else:
            (by_hand,) = made
            assert isinstance(by_hand, ByHand), name
            assert why in by_hand.why, name
            assert by_hand.snippet


def undone(source: Source, edit: Edit) -> bytes:
    """The edited bytes with each splice taken out again: the file as it was, if the splices say what they did."""
    data, shift = applied(source, edit).data, 0
    splices = [change for change in edit if isinstance(change, Splice)]
    for change in sorted(splices, key=lambda item: (item.start, item.end)):
        start = change.start + shift
        assert data[start : start + len(change.new)] == change.new
        data = data[:start] + source.data[change.start : change.end] + data[start + len(change.new) :]
    return data

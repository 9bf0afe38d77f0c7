"""The rules of the house that a machine can hold."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import chatgraft

ROOT = Path(chatgraft.__file__).parent
WRITES = {"write_text", "write_bytes", "unlink", "rename", "replace", "rmtree", "mkdir", "rmdir", "touch", "chmod"}
MAY_WRITE = {
    "changes": "the one applier",
    "kits": "runs in the owner's project, not in ours",
    "verbs/environment.py": "a stamp in the virtual environment, which is no file of the project",
}
KNOWS_PRODUCTS = ("frontends", "backends", "databases", "assistants", "obstacles", "endpoints", "kits")


def modules(*, without: tuple[str, ...] = ()) -> list[Path]:
    found = sorted(ROOT.rglob("*.py"))
    return [path for path in found if not path.relative_to(ROOT).as_posix().startswith(without)]


@pytest.mark.parametrize("path", modules(without=tuple(MAY_WRITE)), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_applier_writes(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        on_path = isinstance(node.func, ast.Attribute) and name in WRITES - {"replace"}
        assert not on_path, f"{path.name}:{node.lineno} writes"
        if name == "open":
            modes = [argument.value for argument in node.args[1:] if isinstance(argument, ast.Constant)]
            assert not any(set(str(mode)) & set("wax+") for mode in modes), f"{path.name}:{node.lineno} writes"


@pytest.mark.parametrize("path", modules(without=KNOWS_PRODUCTS), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_machinery_knows_no_product(path: Path) -> None:
    """Nothing outside the rooms compares with a framework's name."""
    names = {*chatgraft_names()}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            said = {inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant)}
            assert not said & names, f"{path.name}:{node.lineno} asks for {said & names}"


def chatgraft_names() -> set[str]:
    from chatgraft import backends, frontends

    return {*frontends.every(), *backends.every()}


@pytest.mark.parametrize("path", modules(without=("kits",)), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if path.is_relative_to(ROOT / "cli") or path.name == "__main__.py":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "sys.exit", "exit"}, f"{path.name}:{node.lineno} calls {called}"

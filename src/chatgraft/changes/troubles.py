"""What package managers say when they fail, what that means, and the way on."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GET = {
    "npm": "Install Node.js, which brings npm",
    "pnpm": "npm install --global pnpm",
    "yarn": "corepack enable (where there is no corepack: npm install --global corepack)",
    "bun": "npm install --global bun",
    **{program: f"pipx install {program}" for program in ("uv", "poetry", "pdm", "pipenv")},
}
_REGISTRY = "at the registry that is set (npm config get registry)"


@dataclass(frozen=True, slots=True)
class Trouble:
    """`sign` is a pattern of what is printed; `way` is what the owner can do."""

    sign: str
    meaning: str
    way: str


_TROUBLES = (
    Trouble(
        r"\bERESOLVE\b",
        "Packages of the project want peers that it does not have, and npm installs nothing as long as they do.",
        "Put that right, or put legacy-peer-deps=true into the project's .npmrc",
    ),
    Trouble(
        r"\b(?:E401|E403|YN0041|ERR_PNPM_FETCH_40[13])\b",
        "The registry does not let you in.",
        "Log in (npm login)",
    ),
    Trouble(
        r"\b(?:E404|YN0035|ERR_PNPM_FETCH_404)\b",
        "The registry does not have a package.",
        f"Look {_REGISTRY}",
    ),
    Trouble(
        r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|TIMEOUT|FETCH_ERROR|ConnectionRefused|RequestError",
        "The registry does not answer.",
        f"Look at the network and {_REGISTRY}",
    ),
    Trouble(
        r"ERR_PNPM_IGNORED_BUILDS",
        "Packages of the project want to run scripts, and nobody has allowed or forbidden it.",
        "pnpm approve-builds",
    ),
)


def find_trouble(said: str) -> Trouble | None:
    """The first trouble that the output of an install shows."""
    return next((trouble for trouble in _TROUBLES if re.search(trouble.sign, said)), None)


def way_to_get(program: str) -> str:
    return _GET.get(program, f"Install {program}")

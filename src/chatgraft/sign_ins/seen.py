"""Libraries that show that an app has users, and which no module reads: the plan says where they are named."""

from __future__ import annotations

from chatgraft.calls.script_code import sources
from chatgraft.core.facts import BackendFact, Evidence, SignedIn
from chatgraft.core.project import Project
from chatgraft.edits.imports import imports
from chatgraft.sign_ins import SignIn

PACKAGES = (
    *("@auth/core", "@auth/sveltekit", "better-auth", "next-auth", "remix-auth", "lucia", "iron-session"),
    *("@auth0/nextjs-auth0", "@clerk/nextjs", "@clerk/remix", "@clerk/react-router", "svelte-clerk"),
    *("@kinde-oss/kinde-auth-nextjs", "@supabase/ssr", "@workos-inc/authkit-nextjs"),
)


def find(project: Project, app: BackendFact) -> SignedIn | None:
    for source in sources(project, app.root, *map(str.encode, PACKAGES)):
        for each in imports(source):
            package = next((name for name in PACKAGES if each.is_of(name)), None)
            if package:
                place = Evidence(source.file, each.line, "is imported")
                return SignedIn(package, package, None, ("cookie",), (place,))
    return None


SIGN_IN = SignIn(find)

"""Who is signed in with a site that has a server of its own is read from its code, and `user` is written from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.render.render import render
from chatgraft.survey import survey
from tests.unit.backends.test_site_servers import NEXT, NUXT, PAGE, REACT, ROUTER, SVELTE, TYPED
from tests.unit.sites import Files, make_project

PAGES: dict[str, str] = {"package.json": REACT, "pages/index.js": PAGE}
NULL = "export const user = () => null;"


def planned(folder: Path, files: Files) -> tuple[str, str]:
    """What the plan says of users, and the `user` that lands."""
    project = make_project(folder, files)
    plan = decide(project, survey(project), Choices())
    said = [f"{each.choice}: {each.reason}" for each in plan.decisions if each.part == "users"]
    landed = {change.file: change.after or b"" for change in render(project, plan).files}
    server = next(data.decode() for file, data in landed.items() if "/chatkit-server." in file)
    return "".join(said), server[server.index("export const user") : server.index("export const service")].strip()


def auth(options: str, *providers: str, head: str = "") -> str:
    taken = "".join(f"import P{number} from 'next-auth/providers/{name}';\n" for number, name in enumerate(providers))
    return f"import NextAuth from 'next-auth';\n{taken}{head}export const {{ auth, handlers }} = NextAuth({options});\n"


OWN_ID = "callbacks: { session({ session, token }) { if (token.sub) session.user.id = token.sub; return session; } }"
SPREAD = "callbacks: { session: ({ session, user }) => ({ ...session, user: { ...session.user, id: user.id } }) }"
FROM_PROFILE = f"callbacks: {{ jwt({{ token, profile }}) {{ token.sub = profile.sub; return token; }}, {OWN_ID[13:]}"


@pytest.mark.parametrize(
    ("code", "field"),
    [
        (auth("{ " + OWN_ID + " }", "credentials"), "id"),
        (auth("{ adapter, " + SPREAD + " }", "github"), "id"),
        (auth("{ adapter }", "github"), "id"),
        (auth("() => ({ adapter, session: { strategy: 'jwt' } })", "github"), "email"),
        (auth("{ ...base }", "credentials", head="const base = { " + OWN_ID + " };\n"), "id"),
        (auth("{ providers: [] }", "google"), "email"),
        (auth("{ " + OWN_ID + " }", "google"), "email"),  # made anew with each sign-in
        (auth("{ " + FROM_PROFILE + " }", "google"), "id"),
        (auth("{ " + FROM_PROFILE + " }", "github", "google"), "email"),  # two may have the same
    ],
)
def test_auth_js_tells_users_apart_by_what_stays(tmp_path: Path, code: str, field: str) -> None:
    said, user = planned(tmp_path, NEXT | {"auth.js": code})
    assert f"its {field} tells users apart" in said
    assert user == (
        "export const user = async () => {\n  const { auth } = await import('../auth.js');\n"
        f"  return (await auth())?.user?.{field} ?? null;\n}};"
    )


V4 = {
    "lib/auth.ts": "import GitHub from 'next-auth/providers/github';\nexport const authOptions = { " + OWN_ID + " };\n",
    "app/api/auth/[...nextauth]/route.ts": (
        "import NextAuth from 'next-auth';\nimport { authOptions } from '@/lib/auth';\n"
        "const handler = NextAuth(authOptions);\nexport { handler as GET, handler as POST };\n"
    ),
}
V4_PAGES = {
    "pages/api/auth/[...nextauth].js": (
        "import NextAuth from 'next-auth';\nimport GitHub from 'next-auth/providers/github';\n"
        "export const authOptions = { providers: [] };\nexport default NextAuth(authOptions);\n"
    )
}
LOCALS = "export const handle = ({ event, resolve }) => { event.locals.user = find(event); return resolve(event); };\n"
TYPES = "declare global { namespace App { interface Locals { user: { id: string; name: string } | null } } }\n"
SVELTE_AUTH = (
    "import { SvelteKitAuth } from '@auth/sveltekit';\nimport GitHub from '@auth/sveltekit/providers/github';\n"
    "export const { handle } = SvelteKitAuth({ providers: [GitHub] });\n"
)
SESSIONS = (
    "import { createCookieSessionStorage } from 'react-router';\n"
    "export const { getSession, commitSession } = createCookieSessionStorage({ cookie: { name: 's' } });\n"
)
LOGIN = "export const action = async () => { session.set('userId', found.id); };\n"
SEALED = "export default defineEventHandler(async (event) => { await setUserSession(event, { user: { id: 1 } }); });\n"
BETTER = "import { betterAuth } from 'better-auth';\nexport const auth = betterAuth({});\n"


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        (
            NEXT | TYPED | V4,
            (
                "async () => {\n  const { getServerSession } = await import('next-auth');\n"
                "  const { authOptions } = await import('../lib/auth');\n"
                "  const found = (await getServerSession(authOptions))?.user as { id?: unknown } | null | undefined;\n"
                "  return found?.id ?? null;\n};"
            ),
        ),
        (
            PAGES | V4_PAGES,
            (
                "async (request, response) => {\n  const { getServerSession } = await import('next-auth');\n"
                "  const { authOptions } = await import('../pages/api/auth/[...nextauth].js');\n"
                "  return (await getServerSession(request, response, authOptions))?.user?.email ?? null;\n};"
            ),
        ),
        (
            SVELTE | {"src/hooks.server.ts": LOCALS, "src/app.d.ts": TYPES},
            "(event: { locals?: { user?: { id?: unknown } } }) => event.locals?.user?.id ?? null;",
        ),
        (
            SVELTE | {"src/auth.ts": SVELTE_AUTH},
            (
                "async (event: { locals: App.Locals }) => {\n"
                "  const found = (await event.locals.auth())?.user as { email?: unknown } | null | undefined;\n"
                "  return found?.email ?? null;\n};"
            ),
        ),
        (
            ROUTER | {"app/sessions.server.ts": SESSIONS, "app/login.tsx": LOGIN},
            (
                "async ({ request }: { request: Request }) => {\n"
                "  const { getSession } = await import('../app/sessions.server');\n"
                "  return (await getSession(request.headers.get('Cookie'))).get('userId') ?? null;\n};"
            ),
        ),
        (
            NUXT | {"server/api/login.post.ts": SEALED},
            (
                "async (event: import('h3').H3Event) => {\n"
                "  const found = (await getUserSession(event)).user as { id?: unknown } | null | undefined;\n"
                "  return found?.id ?? null;\n};"
            ),
        ),
        (
            NEXT | {"lib/auth.js": BETTER},
            (
                "async (request) => {\n  const { auth } = await import('../lib/auth.js');\n"
                "  return (await auth.api.getSession({ headers: request.headers }))?.user?.id ?? null;\n};"
            ),
        ),
    ],
)
def test_each_is_asked_as_its_documents_say(tmp_path: Path, files: Files, lines: str) -> None:
    said, user = planned(tmp_path, files)
    assert "tells users apart" in said
    assert user == f"export const user = {lines}"


def by_oauth(provider: str, field: str = "id") -> str:
    keeps = f"await setUserSession(event, {{ user: {{ {field}: user.{field} }} }});"
    return (
        f"export default defineOAuth{provider}EventHandler({{ async onSuccess(event, {{ user }}) {{ {keeps} }} }});\n"
    )


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "id"),
        ({"server/routes/gitlab.get.ts": by_oauth("GitLab")}, None),
        ({"server/api/login.post.ts": SEALED}, None),
        ({"server/api/login.post.ts": SEALED.replace("id: 1", "email")}, None),
        ({"server/routes/gitlab.get.ts": "export default defineOAuthGitLabEventHandler({ onSuccess: kept });\n"}, None),
        ({"server/routes/gitlab.get.ts": "export default oauth.gitlabEventHandler({ onSuccess: kept });\n"}, None),
    ],
)
def test_ids_of_two_sign_ins_are_not_one_person(tmp_path: Path, more: Files, field: str | None) -> None:
    said, user = planned(tmp_path, NUXT | {"server/routes/github.get.ts": by_oauth("GitHub")} | dict(more))
    assert (f"its {field} tells" if field else "several sign-ins give ids of their own") in said
    assert user.endswith("=> null;") == (field is None)


OF_ACCOUNT = "export const handle = ({ event }) => { event.locals.accountId = user.accountId; };\n"
KEPT = "export const action = async () => { session.set('accountId', user.accountId); };\n"


@pytest.mark.parametrize(
    ("files", "own"),
    [
        (SVELTE | {"src/hooks.server.ts": OF_ACCOUNT}, {"src/lib/in.ts": "event.locals.user = { id: 1 };\n"}),
        (
            ROUTER | {"app/sessions.server.ts": SESSIONS, "app/login.tsx": KEPT},
            {"app/z.tsx": "session.set('user', { id: 1 });\n"},
        ),
    ],
)
def test_what_colleagues_share_is_no_user(tmp_path: Path, files: Files, own: Files) -> None:
    said, user = planned(tmp_path / "shared", files)
    assert "accountId into the event's locals, which may be" in said or "accountId in the session, which may be" in said
    assert user.endswith("=> null;")
    said, user = planned(tmp_path / "own", dict(files) | dict(own))
    assert "its id tells users apart" in said
    assert "accountId" not in user


TWO = (
    "import A from 'next-auth/providers/github';\nimport B from 'next-auth/providers/gitlab';\n"
    "export const providers = [A({}), B({})];\n"
)
ELSEWHERE = "import { providers } from './providers';\n"


@pytest.mark.parametrize(
    ("code", "providers"),
    [
        (auth("{ providers, " + OWN_ID + " }", head=ELSEWHERE), TWO),
        (auth("{ providers: [P0, ...more], " + OWN_ID + " }", "credentials"), ""),
        (auth("{ providers: [P0, { id: 'ours', type: 'oidc' }], " + FROM_PROFILE + " }", "google"), ""),
        (auth("{ providers: [P0({ id: 'a' }), P0({ id: 'b' })], " + FROM_PROFILE + " }", "okta"), ""),
        (
            auth("{ providers, " + FROM_PROFILE + " }", "google", head="const providers = [P0];\nproviders.push(b);\n"),
            "",
        ),
        (
            auth(
                "{ providers: [P0], ...base, " + FROM_PROFILE + " }",
                "google",
                head="const base = { providers: ours };\n",
            ),
            "",
        ),
        (auth("{ adapter, providers: [P0, P1], " + FROM_PROFILE + " }", "github", "gitlab"), ""),
    ],
)
def test_auth_js_has_several_providers_where_not_all_are_seen(tmp_path: Path, code: str, providers: str) -> None:
    said, user = planned(tmp_path, NEXT | {"auth.js": code, "providers.js": providers})
    assert said.startswith("visitors without a name: Auth.js says who is signed in, with an id that may change")
    assert user == NULL


def test_auth_js_takes_the_providers_of_another_module(tmp_path: Path) -> None:
    one = "import A from 'next-auth/providers/credentials';\nexport const providers = [A({})];\n"
    code = auth("{ providers, " + OWN_ID + " }", head=ELSEWHERE)
    assert "its id tells users apart" in planned(tmp_path, NEXT | {"auth.js": code, "providers.js": one})[0]


@pytest.mark.parametrize(
    "files",
    [
        {"auth.js": auth("{ " + FROM_PROFILE + " }", "github", "gitlab")},  # whose email is not verified
        {"auth.js": auth("{ adapter, session: { strategy: 'jwt' } }", "microsoft-entra-id")},
        {"auth.js": auth("{ providers: [] }", "credentials")},
        {"auth.js": "import NextAuth from 'next-auth';\nconst { auth } = NextAuth({ adapter });\n"},
        {"proxy.js": "import { clerkMiddleware } from '@clerk/nextjs/server';\nexport default clerkMiddleware();\n"},
    ],
)
def test_where_the_code_does_not_show_it_the_plan_says_where_it_is_named(tmp_path: Path, files: Files) -> None:
    said, user = planned(tmp_path, NEXT | dict(files))
    assert said.startswith("visitors without a name: ")
    assert said.endswith("does not show whose a request is: see user in chatkit-server.mjs")
    assert user == NULL


@pytest.mark.parametrize(
    ("files", "more"),
    [
        (NEXT, {"lib/names.js": "export const auth = () => ({ user: { id: 1 } });\n"}),
        (SVELTE, {"src/hooks.server.ts": "export const handle = ({ event }) => { event.locals.user = null; };\n"}),
        (
            ROUTER,
            {
                "app/cart.ts": SESSIONS,
                "app/shop.tsx": "session.set('userCountryId', at);\nsession.set('user', null);\n",
            },
        ),
    ],
)
def test_nobody_where_nobody_signs_in(tmp_path: Path, files: Files, more: Files) -> None:
    said, user = planned(tmp_path, dict(files) | dict(more))
    assert said == ""
    assert user.endswith("=> null;")


@pytest.mark.parametrize(
    ("exported", "taken", "lands"),
    [
        ("export default options;", "options", "const { default: options } = await import('../"),
        (
            "export { options as authOptions };",
            "{ authOptions as options }",
            "const { authOptions } = await import('../",
        ),
        ("export { options as 'a b' };", "{ 'a b' as options }", NULL),
    ],
)
def test_options_are_imported_by_the_name_that_they_are_exported_under(
    tmp_path: Path, exported: str, taken: str, lands: str
) -> None:
    head = "import Credentials from 'next-auth/providers/credentials';\n"
    files: dict[str, str] = {
        **PAGES,
        "lib/auth.js": f"{head}const options = {{ providers: [Credentials({{}})], {OWN_ID} }};\n{exported}\n",
        "pages/api/auth/[...nextauth].js": f"import {taken} from '../../../lib/auth';\n"
        "import NextAuth from 'next-auth';\nexport default NextAuth(options);\n",
    }
    said, user = planned(tmp_path, files)
    assert lands in user, (said, user)

"""What was understood, made choices of, as far as the project agrees. Flags beat the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from chatgraft import assistants, retrieval
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import ANSWERS, CLEAR, EMBEDS, RETRIEVES, BackendFact, FrontendFact, Survey
from chatgraft.plan.choices import NONE
from chatgraft.plan.features import FEATURES
from chatgraft.plan.passages import in_product
from chatgraft.plan.request.mentions import tokens
from chatgraft.plan.request.reading import Heard, Understood, read


@dataclass(frozen=True, slots=True)
class Row:
    """A part as an owner reads it back: what was understood, of which words, and what is made of it."""

    part: str
    choice: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """`fields` are those of `Choices` that the sentence fills, `left` its words that were not understood."""

    sentence: str | None = None
    left: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """A field of the `--json` document, where there was a sentence."""
        if self.sentence is None:
            return {}
        rows = [asdict(row) for row in self.rows]
        return {"request": {"sentence": self.sentence, "understood": rows, "not_understood": list(self.left)}}

    def disagree(self, what: str, why: str, cure: str = "") -> None:
        self.findings.append(Finding("request-disagrees", what, why, cure))


@dataclass(frozen=True, slots=True)
class _Listener:
    """What the parts of one sentence are held against."""

    understood: Understood
    survey: Survey
    flags: Mapping[str, Any]
    followed: Followed

    def take(self, heard: Heard, name: str, value: str, note: str = "") -> None:
        """A field of the choices, where no flag has said it."""
        said = self.flags.get(name)
        if said:
            note = f"--{name.replace('_', '-')} {said} says it otherwise" if said != value else ""
        else:
            self.followed.fields[name] = value
        self.row(heard, note)

    def row(self, heard: Heard, note: str = "") -> None:
        choice = " or ".join(heard.choices)
        self.followed.rows.append(Row(heard.part, f"not {choice}" if heard.negated else choice, heard.words, note))


def answered(sentence: str | None, survey: Survey, flags: Mapping[str, Any]) -> Followed:
    """What becomes of the sentence. Raises ChatgraftError (exit 2) where it has no words or names an absent site."""
    if sentence is None:
        return Followed()
    if not tokens(sentence):
        cure = 'Say what you want: --request "Add ChatKit to my site, with chat history"'
        raise ChatgraftError(Finding("empty-request", "The sentence of --request has no words.", cure=cure), Exit.ASK)
    understood = read(sentence)
    listener = _Listener(understood, survey, flags, Followed(sentence, understood.left))
    # What depends on another part comes after it.
    for heard in sorted(understood.heard, key=lambda each: each.part == "assistant"):
        _PARTS[heard.part](listener, heard)
    return listener.followed


def _frontend(at: _Listener, heard: Heard) -> None:
    if heard.choices == (NONE,):
        at.take(heard, "frontend", NONE)
        return
    fitting = [fact for fact in at.survey.frontends if (fact.framework in heard.choices) is not heard.negated]
    flag = at.flags.get("frontend")
    if fitting and not heard.negated:
        heard = replace(heard, choices=(flag if flag in heard.choices else fitting[0].framework,))
    if flag:
        at.take(heard, "frontend", fitting[0].framework if heard.negated and fitting else heard.choices[0])
    elif not fitting and at.survey.frontends and heard.guessed:
        at.row(heard, "not found here")
        other = _other_site(heard, at.survey.frontends)
        at.followed.disagree(other.what, other.why, "If that is not what was meant, nothing is to be done.")
    elif not fitting and at.survey.frontends:
        raise ChatgraftError(_other_site(heard, at.survey.frontends), Exit.ASK)
    elif fitting and _is_open(fitting, at.survey.frontends):
        at.take(heard, "frontend", fitting[0].framework, _place(fitting[0]))
    else:
        at.row(heard, _place(fitting[0]) if fitting else "")


def _is_open(fitting: Sequence[FrontendFact | BackendFact], found: Sequence[FrontendFact | BackendFact]) -> bool:
    """Whether something else could be meant, if the sentence had not said it."""
    return any(fact.framework != fitting[0].framework and fact.confidence >= CLEAR for fact in found)


def _other_site(heard: Heard, found: Sequence[FrontendFact]) -> Finding:
    seen = [f"{fact.framework} in {fact.root}  ({_place(fact)}, {fact.evidence[0].why})" for fact in found]
    says = "rules out what the project is made of" if heard.negated else f"says {heard.words!r}"
    what = f"The sentence {says}; the project shows {found[0].framework}."
    cure = f"Leave it out of the sentence, or say which site is meant: --frontend {found[0].framework}"
    return Finding("request-frontend", what, "\n".join(seen), cure, found[0].evidence[0].file)


def _backend(at: _Listener, heard: Heard) -> None:
    fitting = [fact for fact in at.survey.backends if fact.framework in heard.choices]
    if heard.negated:
        at.row(heard)
    elif fitting and (_is_open(fitting, at.survey.backends) or at.flags.get("backend")):
        at.take(heard, "backend", fitting[0].framework, _place(fitting[0]))
    elif fitting:
        at.row(heard, _place(fitting[0]))
    else:
        at.row(heard, "not found here")
        others = ", ".join(f"{fact.framework} ({_place(fact)})" for fact in at.survey.backends)
        why = f"Found: {others}." if others else "No backend was found."
        cure = "If it lies elsewhere, run this in a folder that holds both, or name its address: --api-url URL"
        at.followed.disagree(f"The sentence says {heard.words!r}, and there is no such backend here.", why, cure)


def _database(at: _Listener, heard: Heard) -> None:
    if heard.negated:
        at.row(heard)
    else:
        at.take(heard, "database", heard.choices[0])


def _endpoint(at: _Listener, heard: Heard) -> None:
    path = heard.choices[0]
    routes = [fact.endpoint for fact in at.survey.assistants if fact.endpoint]
    found = next((route for route in routes if route.path.rstrip("/").endswith(path.rstrip("/"))), None)
    if found is None:
        at.row(heard, "no such chat route was found")
        seen = ", ".join(f"{route.method} {route.path} ({route.file}:{route.line})" for route in routes)
        cure = "chatgraft add --assistant http  (whose plan names the file in which to say what it takes and gives)"
        why = f"Found: {seen}." if seen else "No route that chats was found."
        at.followed.disagree(f"The sentence says {heard.words!r}, and no chat route has this path.", why, cure)
    else:
        needs = f"; it also wants {', '.join(found.needs)}, which a chat knows nothing of" if found.needs else ""
        at.take(heard, "endpoint", found.path, f"{found.file}:{found.line}{needs}")


def _assistant(at: _Listener, heard: Heard) -> None:
    name, known = heard.choices[0], assistants.every()
    seen = next((fact for fact in at.survey.assistants if (fact.kind, fact.role) == (name, ANSWERS)), None)
    place = _place(seen) if seen else ""
    if heard.negated:
        at.followed.fields["refused"] = (*at.followed.fields.get("refused", ()), name)
        at.row(heard)
    elif name not in known:
        at.row(heard, f"{place or 'not seen here'}; what answers is chosen of what this version knows")
    elif known[name].named and not at.understood.of("callable"):
        rooms = [room for choice in heard.choices if (room := known.get(choice))]
        ways = " or ".join(room.named.shown for room in rooms if room.named)
        at.row(heard, f"which function, only its name tells: --callable {ways}")
    elif at.understood.of("endpoint") and "endpoint" in at.followed.fields:
        at.row(heard, "what the route itself works with")
    elif known[name].retrieves and at.flags.get("assistant") in retrieval.every_store():
        at.followed.fields["assistant"] = name
        at.row(heard, place)
    elif not known[name].named and not at.followed.fields.get("assistant"):
        at.take(heard, "assistant", name, place or "not seen in the project; the sentence decides")
    else:
        at.row(heard, place)


def _retrieval(at: _Listener, heard: Heard) -> None:
    name, flag = heard.choices[0], at.flags.get("assistant")
    seen = in_product(at.survey, RETRIEVES, [name])
    if heard.negated:
        at.followed.fields["refused"] = (*at.followed.fields.get("refused", ()), name)
        at.row(heard)
    elif flag in retrieval.every_store():
        at.row(heard, f"--assistant {flag} says it otherwise" if flag != name else "")
    elif seen and not at.followed.fields.get("passages"):
        at.take(heard, "passages", name, "; ".join((_place(seen[0]), *_past_own(at, heard))))
    elif seen:
        at.row(heard, _place(seen[0]))
    else:
        at.row(heard, "not seen in the project")
        others = ", ".join(
            f"{fact.kind} ({_place(fact)})" for fact in in_product(at.survey, RETRIEVES, retrieval.every_store())
        )
        why = f"Found: {others}." if others else "No store of passages was found."
        cure = f"If it lies elsewhere, name it: --assistant {name}"
        at.followed.disagree(f"The sentence says {heard.words!r}, and the project does not show it.", why, cure)


def _past_own(at: _Listener, heard: Heard) -> Iterator[str]:
    """Who wants answers *from* a store wants them of a model, and not of the project's own route or function. Who only
    says that there is a store is told how to say the other."""
    known = assistants.every()
    seen = [fact for fact in at.survey.assistants if fact.role == ANSWERS and fact.kind in known]
    own = list(dict.fromkeys(fact.kind for fact in seen if not known[fact.kind].retrieves))
    if not own or at.flags.get("assistant") or at.understood.of("endpoint") or at.understood.of("callable"):
        return
    if re.search(rf"\bfrom (?:\w+ ){{0,2}}{re.escape(heard.words)}", at.understood.sentence, re.IGNORECASE):
        at.followed.fields["refused"] = (*at.followed.fields.get("refused", ()), *own)
        yield "a model answers, and nothing of the project's own"
    else:
        yield f"where what the project has answers by itself, --assistant {heard.choices[0]} asks the store past it"


def _embedding(at: _Listener, heard: Heard) -> None:
    name = heard.choices[0]
    seen = in_product(at.survey, EMBEDS, [name])
    if heard.negated or at.followed.fields.get("embedding"):
        at.row(heard, "what the vectors of the store were made with decides")
        return
    at.take(heard, "embedding", name, _place(seen[0]) if seen else "not seen in the project; the sentence decides")
    if not seen:
        what = f"The sentence says {heard.words!r}, and the project does not show that its vectors are made so."
        cure = "Name the model in chatkit_embedding.py, which comes with a store of vectors"
        at.followed.disagree(what, "Other vectors than the store's own find nothing.", cure)


def _feature(at: _Listener, heard: Heard) -> None:
    feature = next(each for each in FEATURES if each.name == heard.choices[0])
    said, other = ("no_feature", "feature") if heard.negated else ("feature", "no_feature")
    name = "without" if heard.negated else "features"
    if feature.hint:
        at.row(heard, "" if heard.negated else feature.hint)
    elif feature.name in (at.flags.get(other) or ()):
        at.row(heard, f"--{other.replace('_', '-')} says it otherwise")
    else:
        if feature.name not in (at.flags.get(said) or ()):
            at.followed.fields[name] = (*at.followed.fields.get(name, ()), feature.name)
        at.row(heard)


def _chat(at: _Listener, heard: Heard) -> None:
    named = [fact for fact in at.survey.chat_uis if fact.confidence >= CLEAR]
    named = [fact for fact in named if fact.kind.startswith(heard.choices)] or named
    if named:
        fact = named[0]
        at.row(heard, f"{fact.kind} in {fact.file}, shown at {fact.mounted_at}; it is not touched")
    elif not any(other.words == heard.words and other.part != heard.part for other in at.understood.heard):
        at.row(heard, "not found")
        at.followed.disagree(
            f"The sentence says {heard.words!r}, and no chat was found in the project.",
            "Chatgraft knows chats by their code: turns of two sides, a field to type in, and a request.",
        )


def _wish(at: _Listener, heard: Heard) -> None:
    if heard.choices[0] == "replace":
        at.row(heard, "the new chat comes beside the old one; taking that out is yours, when the new one serves you")
    else:
        at.row(
            heard, "what was said in the old chat is not carried over yet; the new one keeps what is said from now on"
        )


def _deploy(at: _Listener, heard: Heard) -> None:
    at.row(heard, "CHATKIT_DEPLOYMENT.md says what it takes; files for it are not made yet")


def _plain(name: str) -> Callable[[_Listener, Heard], None]:
    return lambda at, heard: at.row(heard) if heard.negated else at.take(heard, name, heard.choices[0])


def _place(fact: Any) -> str:
    return f"{fact.evidence[0].file}:{fact.evidence[0].line}"


_PARTS: dict[str, Callable[[_Listener, Heard], None]] = {
    "frontend": _frontend,
    "backend": _backend,
    "database": _database,
    "endpoint": _endpoint,
    "assistant": _assistant,
    "retrieval": _retrieval,
    "embedding": _embedding,
    "feature": _feature,
    "chat": _chat,
    "wish": _wish,
    "deploy": _deploy,
    "wire": _plain("wire"),
    "ui": _plain("ui"),
    "callable": _plain("callable"),
}

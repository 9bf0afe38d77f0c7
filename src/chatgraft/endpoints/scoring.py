"""Which routes chat: a text that is asked goes in, a text that answers comes out.

Each sign counts, and each is said as evidence. A contact form or a login has fields that no chat has; a search gives
lists; what is written out in the code answers nobody. Where the signs are few, the route is not taken for a chat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from chatgraft.core.facts import ChatEndpoint, Evidence
from chatgraft.endpoints.routes import Answer, Field, Route, has_parameters

ENOUGH = 4.0

QUESTIONS = (
    *("message", "question", "prompt", "query", "user_message", "user_input", "user_query", "user_question", "msg"),
    *("user_prompt", "input_text", "user_text", "chat_message", "new_message", "ask", "q", "human_input"),
)
VAGUE_QUESTIONS = ("text", "input", "content", "inputs", "data", "utterance")
MESSAGES = ("messages", "chat_messages", "conversation")
HISTORIES = (
    *("history", "chat_history", "conversation_history", "message_history", "messages", "previous_messages"),
    *("past_messages", "conversation", "context_messages"),
)
QUOTES = ("quoted_text", "quote", "selected_text", "selection", "highlighted_text", "selected", "highlight")
PAGES = ("page_url", "page", "url", "current_page", "current_url", "page_context")
THREADS = (
    *("session_id", "conversation_id", "thread_id", "chat_id", "session", "conversation", "thread", "user_id"),
    *("session_uuid", "client_id", "uid", "user", "sid"),
)

ANSWERS = (
    *("answer", "reply", "response", "bot_response", "assistant_response", "ai_response", "bot_reply", "bot_message"),
    *("completion", "assistant", "ai_message", "response_text", "generated_text", "output_text", "llm_response"),
    *("model_response", "agent_response", "final_answer", "chat_response", "bot", "assistant_message"),
)
VAGUE_ANSWERS = ("message", "output", "text", "content", "result", "data", "delta", "token", "chunk", "msg", "body")

PATHS = frozenset(
    {"chat", "chats", "ask", "chatbot", "bot", "assistant", "completion", "completions", "copilot", "llm", "rag", "gpt"}
    | {"ai", "converse", "conversation", "chatgpt", "qa", "askai"}
)
VAGUE_PATHS = frozenset(
    {"query", "message", "messages", "generate", "answer", "question", "stream", "prompt", "respond", "agent", "reply"}
    | {"response", "invoke", "talk"}
)
OTHER_PATHS = frozenset(
    {"login", "logout", "signin", "signup", "register", "auth", "token", "search", "contact", "subscribe", "newsletter"}
    | {"upload", "uploads", "feedback", "comment", "comments", "webhook", "webhooks", "email", "mail", "ticket"}
    | {"embed", "embedding", "embeddings", "ingest", "notify", "notification", "notifications", "payment", "checkout"}
    | {"order", "orders", "post", "posts", "review", "reviews", "history", "title", "delete", "rename", "vote", "room"}
    | {"rooms", "channel", "channels", "translate", "transcribe", "speech", "tts", "stt", "image", "images", "log"}
    | {"classify", "sentiment", "moderate", "moderation", "todo", "todos", "note", "notes", "password", "user", "users"}
    | {"profile", "callback", "contacts", "documents", "files", "file", "save", "summarize", "summary", "report"}
    | {"broadcast", "publish", "admin", "test", "voice", "audio", "inbox", "sms", "whatsapp", "telegram", "slack"}
    | {"tokenize", "suggest", "suggestions", "autocomplete", "graphql", "import", "export", "train", "eval"}
)
OTHER_FIELDS = frozenset(
    {"email", "password", "subject", "recipient", "recipient_id", "receiver", "receiver_id", "rating", "phone", "to"}
    | {"title", "channel", "channel_id", "room", "room_id", "sender", "sender_id", "from", "author", "post_id", "file"}
    | {"card", "amount", "first_name", "last_name", "name", "username", "friend_id", "group_id", "target_lang", "tags"}
    | {"update_id", "due_date", "completed", "slug", "parent_id"}
)

_AI_CALL = re.compile(
    r"(completions\.(create|stream|parse)|responses\.(create|stream)|messages\.(create|stream)|generate_?content"
    r"|generateContent|sendMessageStream|ollama\.(chat|generate)|litellm\.a?completion|ChatCompletion\.a?create"
    r"|(chain|agent|llm|model|graph|qa|executor|crew|app|workflow|rag\w*|chat\w*)\.(a?invoke|a?stream|a?run|run_sync"
    r"|a?predict|a?call|acall|kickoff|astream_events|a?generate)|query_engine\.a?query|chat_engine\.\w*chat"
    r"|^(streamText|generateText|InferenceClient|pipeline|ChatOpenAI|Runner\.run\w*)$|Runner\.run\w*$"
    r"|client\.chat$|model\.generate$|bot\w*\.get_response$|openai\.(?!embeddings|images|audio|files|moderations)\w+)",
    re.IGNORECASE,
)
_AI_WORDS = re.compile(
    r"(^|_)(ask|chat|answer|bot|llm|gpt|rag|assistant|ai|completion|chatbot|openai|gemini|claude|ollama)(_|$)"
)
_AI_MODULES = frozenset(
    {"openai", "anthropic", "ollama", "litellm", "langchain", "langchain_openai", "langchain_core", "llama_index"}
    | {"google.generativeai", "google.genai", "groq", "cohere", "mistralai", "transformers", "langgraph", "agents"}
    | {"langchain_community", "langchain_groq", "langchain_ollama", "langchain_google_genai", "langchain_anthropic"}
    | {"haystack", "pydantic_ai", "crewai", "huggingface_hub", "chatterbot", "together", "replicate", "vertexai"}
    | {"ai", "@google/generative-ai", "@google/genai", "@anthropic-ai/sdk", "groq-sdk", "cohere-ai", "@ai-sdk/openai"}
    | {"@langchain/openai", "@langchain/core", "@mistralai/mistralai", "openai-edge", "@ai-sdk/anthropic", "dspy"}
)
TEXTS = frozenset({"str", "unknown"})


def ranked(routes: Sequence[Route], port: int) -> list[ChatEndpoint]:
    """The routes that chat, best first."""
    found = [endpoint for route in routes if (endpoint := find_endpoint(route, port))]
    return sorted(found, key=lambda each: (bool(each.needs), -each.score, each.path.count("/"), each.file, each.line))


def find_endpoint(route: Route, port: int) -> ChatEndpoint | None:
    """The route as a chat, or None where too little speaks for it."""
    if route.method not in ("POST", "GET") or has_parameters(route.path) or route.answer is None:
        return None
    roles = _roles(route.request)
    answer = _answer_field(route.answer)
    if "question" not in roles or answer is None or _is_other(route):
        return None
    signs = list(_signs(route, roles["question"], answer))
    score = sum(weight for weight, _ in signs)
    if score < ENOUGH:
        return None
    asked = route.request[roles["question"]]
    talk = route.request.get(roles.get("history", "")) or (asked if asked.type == "list" else None)
    return ChatEndpoint(
        method=route.method,
        path=route.path,
        file=route.file,
        line=route.line,
        request={name: each.type for name, each in route.request.items()},
        response=answer or None,
        streams=route.answer.streams,
        format=route.answer.format,
        body=route.body,
        roles=roles,
        items=(talk.items or "messages") if talk else None,
        needs=tuple(name for name, each in route.request.items() if each.required and name not in roles.values()),
        port=port,
        csrf=route.csrf,
        score=score + (0.5 if route.answer.streams else 0),
        evidence=tuple(Evidence(route.file, route.line, why) for _, why in signs),
    )


def _is_other(route: Route) -> bool:
    """Whether the path or a field is of something else, such as a form or a talk between people."""
    names = {snake(name) for name, each in route.request.items()}
    words = [set(words_of(part)) for part in route.path.strip("/").split("/")]
    return bool(names & OTHER_FIELDS) or any(part & OTHER_PATHS for part in words)


def _signs(route: Route, question: str, answer: str) -> Iterator[tuple[float, str]]:
    """Weight and words of each thing that speaks for a chat. The first says the whole."""
    name, last = snake(question), snake(answer.rsplit(".", 1)[-1])
    is_vague = name in VAGUE_QUESTIONS
    gives = f"gives `{answer}`" if answer else "gives text"
    how = {"json": "", "sse": " as server-sent events", "ndjson": " as lines of JSON", "text": " as plain text"}
    shape = (
        f"{route.method} {route.path} takes `{question}` and {gives}{how[route.answer.format if route.answer else '']}"
    )
    yield (1 if is_vague else 2), shape
    words = set(words_of(route.path))
    if found := words & PATHS:
        yield 2, f"its path says {', '.join(sorted(found))}"
    elif found := words & VAGUE_PATHS:
        yield 1, f"its path says {', '.join(sorted(found))}"
    if called := next((call for call in sorted(route.calls) if _AI_CALL.search(call)), None):
        yield 2, f"it calls {called}"
    elif any(_AI_WORDS.search(snake(call.rsplit(".", 1)[-1])) for call in (route.handler, *sorted(route.calls))):
        yield 1, "its functions are named like a chat's"
    elif route.modules & _AI_MODULES:
        yield 1, f"its module imports {min(route.modules & _AI_MODULES)}"
    if answer and last in ANSWERS:
        yield 1, f"its answer is called {answer}"
    if route.answer and route.answer.streams:
        yield 1, "it streams"
    if route.answer and route.answer.unsure:
        yield -2, "what its events hold is not to be seen"


def _roles(fields: Mapping[str, Field]) -> dict[str, str]:
    """Which field takes what a chat has to say. A list of messages takes question and history at once."""
    known = {snake(name): name for name in fields}

    def first(names: Sequence[str], *types: str) -> str | None:
        return next((known[name] for name in names if name in known and fields[known[name]].type in types), None)

    roles: dict[str, str] = {}
    messages = first(MESSAGES, "list")
    question = first(QUESTIONS, *TEXTS)
    vague = first(VAGUE_QUESTIONS, *TEXTS)
    if question or vague:
        roles["question"] = question or vague or ""
        history = first(HISTORIES, "list")
        roles |= {"history": history} if history else {}
    elif messages and fields[messages].items != "strings":
        roles["question"] = messages
    quote, page, thread = first(QUOTES, *TEXTS), first(PAGES, *TEXTS), first(THREADS, *TEXTS)
    if thread and roles.get("question") == messages and messages and not fields[thread].required:
        thread = None  # all that was said goes along, and a name that the app has not given may be unknown to it
    found = {"quote": quote, "page": page, "thread": thread}
    return roles | {role: name for role, name in found.items() if name and name not in roles.values()}


def _answer_field(answer: Answer) -> str | None:
    """The field that answers; empty where the whole body or event does; None where nothing does."""
    if answer.whole:
        return ""
    texts = {name: each for name, each in answer.fields.items() if each.type in TEXTS and not each.constant}
    for names in (ANSWERS, VAGUE_ANSWERS):
        for deep in (False, True):
            for wanted in names:
                for name in texts:
                    if ("." in name) is deep and snake(name.rsplit(".", 1)[-1]) == wanted:
                        return name
    return None


def snake(name: str) -> str:
    """`userMessage` and `user-message` as `user_message`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()


def words_of(text: str) -> list[str]:
    return [word for word in re.split(r"[^a-z0-9]+", snake(text).replace("_", " ")) if word]

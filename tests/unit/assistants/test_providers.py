"""Each provider is found by packages, keys, imports, calls and the address that OpenAI's SDK is pointed at."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft import assistants
from chatgraft.core.facts import AssistantFact
from chatgraft.survey import survey
from tests.unit.sites import Files, make_project, package

AT = "from openai import OpenAI\nclient = OpenAI(base_url={})\nclient.chat.completions.create(model='m-1')\n"


def found(folder: Path, files: Files) -> dict[str, AssistantFact]:
    return {fact.kind: fact for fact in survey(make_project(folder, files)).assistants if fact.role == "answers"}


@pytest.mark.parametrize(
    ("files", "kind", "model"),
    [
        ({"requirements.txt": "anthropic>=1\n"}, "anthropic", None),
        ({".env": "ANTHROPIC_API_KEY=sk-secret\n"}, "anthropic", None),
        (
            {"a.py": "import anthropic\nc = anthropic.Anthropic()\nc.messages.create(model='claude-haiku-4-5')\n"},
            "anthropic",
            "claude-haiku-4-5",
        ),
        (
            {
                "package.json": package({"@anthropic-ai/sdk": "1"}),
                "a.ts": "const c = new Anthropic();\nc.messages.stream({ model: 'claude-opus-4-6', max_tokens: 9 });\n",
            },
            "anthropic",
            "claude-opus-4-6",
        ),
        (
            {"a.py": "from google import genai\ngenai.Client().models.generate_content(model='gemini-3.8-flash')\n"},
            "gemini",
            "gemini-3.8-flash",
        ),
        (
            {"a.py": "import google.generativeai as g\ng.GenerativeModel('models/gemini-1.5-pro')\n"},
            "gemini",
            "gemini-1.5-pro",
        ),
        ({"package.json": package({"@google/genai": "1"})}, "gemini", None),
        ({"a.py": "import ollama\nollama.chat(model='qwen3', messages=[])\n"}, "ollama", "qwen3"),
        ({"a.py": AT.format("'http://localhost:11434/v1'")}, "ollama", "m-1"),
        ({"a.py": AT.format("'http://localhost:1234/v1'")}, "lmstudio", "m-1"),
        ({"a.py": AT.format("'https://api.groq.com/openai/v1'")}, "groq", "m-1"),
        ({"a.py": "from groq import Groq\nGroq().chat.completions.create(model='llama-3')\n"}, "groq", None),
        ({"a.py": AT.format("'https://openrouter.ai/api/v1'")}, "openai-compatible", "m-1"),
        ({"a.py": "from openai import AzureOpenAI\nc = AzureOpenAI(azure_endpoint='https://x.openai.azure.com')\n"},
         "openai-compatible", None),
        ({"a.py": AT.format("os.environ['LLM_URL']")}, "openai-compatible", "m-1"),
        ({"a.py": AT.format("os.getenv('OPENAI_BASE_URL')")}, "openai", None),
        ({"package.json": package({"ai": "6", "@ai-sdk/openai": "3"}), "a.ts": "f({ model: openai('gpt-5') })"},
         "openai", "gpt-5"),
        ({"package.json": package({"ai": "6", "@ai-sdk/openai": "3"})}, "ai-sdk", None),
        ({"requirements.txt": "openai-agents\n"}, "openai-agents", None),
    ],
)  # fmt: skip
def test_finds_it(tmp_path: Path, files: Files, kind: str, model: str | None) -> None:
    facts = found(tmp_path, files)
    assert kind in facts
    if model:
        assert facts[kind].model == model
    assert "sk-secret" not in repr(facts)


def test_a_client_that_is_pointed_elsewhere_is_no_sign_of_openai(tmp_path: Path) -> None:
    files = {"a.py": AT.format("'https://api.groq.com/openai/v1'"), "requirements.txt": "openai\n"}
    assert "openai" not in found(tmp_path, files)
    both = {**files, "b.py": AT.format("None").replace("base_url=None", "")}
    assert {"openai", "groq"} <= found(tmp_path, both).keys()


def test_examples_and_tests_hide_no_provider_and_choose_no_model(tmp_path: Path) -> None:
    asks = "import openai\nopenai.chat.completions.create(model='gpt-5')\n"
    groq = AT.format("'https://api.groq.com/openai/v1'")
    facts = found(tmp_path / "a", {"app.py": asks, "examples/groq.py": groq})
    assert facts["openai"].model == "gpt-5"
    assert found(tmp_path / "b", {"app.py": asks, "other.py": groq}).keys() == {"openai", "groq"}
    assert found(tmp_path / "c", {"examples/app.py": asks, "other.py": groq}).keys() == {"groq"}
    facts = found(tmp_path / "d", {".env": "OPENAI_API_KEY=\nGROQ_API_KEY=\n", "tests/a.py": asks, "tests/b.py": groq})
    assert (facts["openai"].model, facts["groq"].model) == (None, None)
    assert found(tmp_path / "e", {"examples/groq.py": groq})["groq"].model == "m-1"


def test_a_client_named_like_the_module_is_no_call_of_the_module(tmp_path: Path) -> None:
    code = "const openai = new OpenAI({ baseURL: 'https://api.groq.com/openai/v1' });\n"
    files = {"package.json": package({"openai": "6"}), "a.ts": f"{code}openai.chat.completions.create({{}});\n"}
    assert "openai" not in found(tmp_path / "a", files)
    code = "from openai import OpenAI\nopenai = OpenAI(base_url='https://api.groq.com/openai/v1')\n"
    assert "openai" not in found(tmp_path / "b", {"a.py": f"{code}openai.chat.completions.create(model='x')\n"})


@pytest.mark.parametrize(
    ("files", "kind", "shown"),
    [
        ({"a.py": "import openai\nopenai.responses.create(model='gpt-5')\n"}, "openai", ("a.py", 2, "asks gpt-5")),
        ({"a.py": AT.format("'http://localhost:11434/v1'")}, "ollama", ("a.py", 3, "asks m-1")),
        ({"a.py": "import ollama\nollama.chat(model='qwen3')\n"}, "ollama", ("a.py", 2, "asks qwen3")),
    ],
)
def test_a_model_is_told_with_the_call_that_names_it(
    tmp_path: Path, files: Files, kind: str, shown: tuple[str, int, str]
) -> None:
    first, *others = found(tmp_path, {**files, "requirements.txt": f"openai\n{kind}\n"})[kind].evidence
    assert (first.file, first.line, first.why) == shown
    assert first not in others


def test_no_secret_of_an_address_is_told_and_a_key_only_by_its_variable(tmp_path: Path) -> None:
    address = "'https://ann:hunter2@llm.example/v1?key=hunter3', api_key=os.environ['LLM_KEY']"
    fact = found(tmp_path, {"a.py": AT.format(address)})["openai-compatible"]
    assert fact.base_url == "https://llm.example/v1"
    assert fact.key_variable == "LLM_KEY"
    assert "hunter" not in repr(fact)
    record = assistants.every()["openai-compatible"]
    shown = {variable.name: variable.example for variable in record.env(fact)}
    assert shown == {"CHATKIT_MODEL_URL": "https://llm.example/v1", "LLM_KEY": None, "CHATKIT_MODEL": "m-1"}
    assert record.constants(fact, "backend")["KEY_VARIABLE"] == "LLM_KEY"


@pytest.mark.parametrize(
    "files",
    [
        {"a.py": AT.format("'https://llm.example/v1', api_key=load_env('sk-verysecret')")},
        {"a.py": AT.format("'https://llm.example/v1', api_key=decrypt_config('verysecret')")},
        {"a.py": AT.format("'https://llm.example/v1', api_key=os.getenv('sk-verysecret')")},
        {"a.py": AT.format("'https://llm.example/v1', api_key=os.environ['sk-verysecret']")},
        {"a.py": AT.format("'https://llm.example/v1', api_key=my_environ['verysecret']")},
        {"a.ts": "const c = new OpenAI({ baseURL: 'https://llm.example/v1', apiKey: env['sk-verysecret'] });\n"},
    ],
)
def test_a_key_that_code_hands_to_a_function_is_no_variables_name(tmp_path: Path, files: Files) -> None:
    fact = found(tmp_path, files)["openai-compatible"]
    assert fact.key_variable is None
    assert "verysecret" not in repr(fact)


@pytest.mark.parametrize("value", ["process.env.LLM_KEY", "process.env['LLM_KEY']", "import.meta.env.LLM_KEY"])
def test_a_keys_variable_is_read_in_scripts(tmp_path: Path, value: str) -> None:
    code = f"const c = new OpenAI({{ baseURL: 'https://llm.example/v1', apiKey: {value} }});\n"
    assert found(tmp_path, {"a.ts": code})["openai-compatible"].key_variable == "LLM_KEY"


@pytest.mark.parametrize("address", ["http://[your-host]:8000/v1", "http://[::1/v1", "http://localhost:<port>/v1"])
def test_a_placeholder_for_an_address_ends_no_survey(tmp_path: Path, address: str) -> None:
    fact = found(tmp_path, {"a.py": AT.format(repr(address))})["openai-compatible"]
    assert fact.base_url is None


@pytest.mark.parametrize(
    "files",
    [
        {"a.py": "'''import anthropic'''\n# import ollama\nname = 'groq'\n"},
        {"README.md": "import anthropic, ollama, groq\nOpenAI(base_url='http://localhost:1234/v1')\n"},
        {"a.py": "import anthropics\nfrom .ollama import chat\n"},
        {"agents/__init__.py": "", "a.py": "from agents import Listing\nimport agents\n"},
        {"package.json": package({}, name="ollama", keywords=["@ai-sdk/openai"])},
        {"a.py": "import anthropic\nx = (\n"},
    ],
)
def test_is_not_fooled(tmp_path: Path, files: Files) -> None:
    assert found(tmp_path, files) == {}


AGENTS = """\
from agents import Agent, Runner

faq = Agent(name="FAQ")
triage = Agent(name="Triage", handoffs=[faq])


def helper():
    inner = Agent(name="Inner")
    return inner
"""


def test_the_projects_own_agent_is_the_one_that_is_run(tmp_path: Path) -> None:
    files = {"backend/requirements.txt": "openai-agents\n", "backend/desk/people.py": AGENTS}
    fact = found(tmp_path / "a", files)["openai-agents"]
    assert fact.function is not None
    assert (fact.function.module, fact.function.name, fact.function.folder) == ("desk.people", "triage", "backend")
    record = assistants.every()["openai-agents"]
    assert record.constants(fact, "backend/chat") == {"AGENT": "desk.people:triage", "FOLDER": ".."}
    run = {"backend/main.py": "from agents import Runner\nfrom desk.people import faq\nRunner.run_sync(faq, 'Hi')\n"}
    other = found(tmp_path / "b", {**files, **run})["openai-agents"]
    assert other.function is not None
    assert other.function.name == "faq"

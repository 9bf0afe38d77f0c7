"""What is understood of sentences as different people write them: terse, wordy, with slips, in several languages."""

from __future__ import annotations

import pytest

from chatgraft.plan.request.reading import Understood, read

NEXT = "frontend=next-app|next-pages"
SENTENCES = {
    "Add ChatKit to my Docusaurus documentation site. I have a FastAPI backend at /api/chat that uses OpenAI. "
    "I want selected-text questioning and chat history.": (
        "frontend=docusaurus backend=fastapi endpoint=/api/chat assistant=openai +selection +history"
    ),
    "I have a Next.js app with a RAG backend using Qdrant and Cohere. "
    "Add ChatKit UI to replace my current chat interface.": (
        f"{NEXT} retrieval=qdrant embedding=cohere wish=replace chat=custom"
    ),
    "I have a custom React chat component. Migrate to ChatKit while preserving chat history.": (
        "frontend=react|react-vite|create-react-app|next-app|next-pages|docusaurus|gatsby|remix|react-router"
        " chat=custom wish=migrate +history"
    ),
    "chatkit for my docusaurus site pls": "frontend=docusaurus",
    "Next.js 15 app router, FastAPI at /chat, openai, no history": (
        "frontend=next-app backend=fastapi endpoint=/chat assistant=openai -history"
    ),
    "add a chat to our Vue 3 SPA. Backend is Flask with Postgres.": (
        "frontend=vue-vite|nuxt|vitepress backend=flask database=postgresql"
    ),
    "I WANT A CHATBOT ON MY DJANGO WEBSITE": "backend=django",
    "Sveltekit blog, no feedback buttons please": "frontend=sveltekit -feedback",
    "Füge ChatKit zu meiner Docusaurus-Seite hinzu, das Backend ist FastAPI unter /api/chat": (
        "frontend=docusaurus backend=fastapi endpoint=/api/chat"
    ),
    "Agrega ChatKit a mi sitio Astro con backend en Express": "frontend=astro backend=express",
    "Ajoute ChatKit à mon site Gatsby": "frontend=gatsby",
    "ドキュメントは VitePress、バックエンドは FastAPI です": "frontend=vitepress backend=fastapi",
    "our docs are in mkdocs-material, answer from the docs themselves, without any api key": (
        "frontend=mkdocs assistant=site"
    ),
    "Use Ollama running locally for the answers": "assistant=ollama",
    "We have a Docusarus site and a Fastpi backend": "frontend=docusaurus backend=fastapi",
    "react app (vite) with an express server, endpoint POST /api/v1/assistant/ask": (
        "frontend=react-vite backend=express endpoint=/api/v1/assistant/ask"
    ),
    "Add ChatKit with selected text quoting, thumbs up/down and retry": "+selection +feedback +retry",
    "No database, keep it simple": "database=sqlite",
    "store the conversations in Postgres instead of SQLite": "database=postgresql database!=sqlite",
    "deploy to Vercel": "deploy=vercel",
    "Docker and nginx deployment, please": "deploy=docker deploy=nginx",
    "We already use CopilotKit; replace it with ChatKit": "chat=copilotkit wish=replace",
    "swap out our homegrown chat widget for ChatKit": "wish=replace chat=custom",
    "migrate from our existing chat to ChatKit and keep the old conversations": "wish=migrate chat=custom +history",
    "mount it inside our existing FastAPI app": "wire=mount backend=fastapi",
    "run the chat as a separate service next to my Django project": "wire=service backend=django",
    "just the backend, no frontend": "frontend=none",
    "Use my own python function app.rag:answer": "callable=app.rag:answer assistant=python",
    "Answer with src/lib/bot.mjs:answer, a function of mine": "callable=src/lib/bot.mjs:answer",
    "the widget must be self-hosted, nothing from OpenAI's CDN": "ui=selfhosted",
    "use OpenAI's own element": "ui=openai",
    "I don't want chat history or feedback": "-history -feedback",
    "chat without history but with feedback": "-history +feedback",
    "without history, feedback and retry": "-history -feedback -retry",
    "Answer with Claude 4.5 Sonnet": "assistant=anthropic",
    "gemini for answers; weaviate holds our embeddings": "assistant=gemini retrieval=weaviate",
    "We call Groq for completions": "assistant=groq",
    "voice dictation and file attachments would be nice": "+dictation +attachments",
    "chat on all pages of my plain html site": "frontend=html",
    "Angular 18 + Spring Boot backend": "frontend=angular",
    "Nuxt 3 site. Please also order me a pizza.": "frontend=nuxt",
    "Add prometheus metrics and tests": "+metrics +tests",
    "no tests": "-tests",
    "Remix app; the route /resources/chat streams the answer": "frontend=remix endpoint=/resources/chat",
    "Hook the chat up to our GPT-4o endpoint https://api.acme.com/v2/chat": "assistant=openai endpoint=/v2/chat",
    "LangChain agent behind POST /invoke, Pinecone index": "retrieval=pinecone assistant=langchain endpoint=/invoke",
    "selfhosted ui + sqlite + openai + docusaurus": (
        "ui=selfhosted database=sqlite assistant=openai frontend=docusaurus"
    ),
    "Create React App, backend Flask, /ask": "frontend=create-react-app backend=flask endpoint=/ask",
    "I have a Nextjs (pages router) website": "frontend=next-pages",
    "Put it in the corner of our shop": "",
    "Next, add it to the Sphinx docs": "frontend=sphinx",
    "My fast api service streams from open ai": "backend=fastapi assistant=openai",
    "We don't use OpenAI, only LM Studio": "assistant!=openai assistant=lmstudio",
    "I express no wish but a chat": "",
    "I have a React app and a NestJS server. Add ChatKit.": (
        "frontend=react|react-vite|create-react-app|next-app|next-pages|docusaurus|gatsby|remix|react-router"
    ),
    "It must work in Chrome and on remote machines": "",
    "render the chat in the corner": "",
    "Render the chat in the corner": "",
    "We sell railway tickets": "",
    "Railways are what we write about": "",
    "Deploy it to Render": "deploy=render",
    "Deploy it to Raillway": "deploy=railway",
    "It opens below the first section of the page": "",
    "replaying of talks": "",
    "It is not backed by much and expresses little": "",
    "a site for Angular, no, for anglers": "frontend=angular",
    "Sites about the history of postage": "+history",
    "Our Ngnix serves it, deploy on Kubernets": "deploy=kubernetes",
    "Our Postgress database": "database=postgresql",
    "Answer from my ChromaDB collection with Claude": "retrieval=chroma assistant=anthropic",
    "pgvector with OpenAI embeddings, sentence-transformers before": (
        "retrieval=pgvector embedding=openai embedding=sentence_transformers"
    ),
    "Our LangChain agent, our Llama Index engine": "assistant=langchain assistant=llamaindex",
    "A store of pages": "",
    "My Vercel AI SDK route": "assistant=ai-sdk",
    "Vercel's AI SDK, deployed to Vercel": "assistant=ai-sdk deploy=vercel",
    "A Gatsbby site": "frontend=gatsby",
    "A Gastby site": "frontend=gatsby",
}
NOT_UNDERSTOOD = {
    "Angular 18 + Spring Boot backend": ("Spring Boot",),
    "Nuxt 3 site. Please also order me a pizza.": ("order me a pizza",),
    "Add ChatKit to my Laravel site": ("Laravel",),
    "add a chat to our docusaurus docs, thanks!": (),
    "We have a NestJS server": ("NestJS",),
}


def short(understood: Understood) -> set[str]:
    """Each part in a word, the choices of one sorted."""
    signs = {("feature", False): "+", ("feature", True): "-"}
    return {
        signs.get((heard.part, heard.negated), f"{heard.part}{'!' if heard.negated else ''}=")
        + "|".join(sorted(heard.choices))
        for heard in understood.heard
    }


def expected(text: str) -> set[str]:
    parts = (part.partition("=") for part in text.split())
    return {f"{name}{sign}{'|'.join(sorted(choices.split('|')))}" for name, sign, choices in parts}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_understood(sentence: str) -> None:
    assert short(read(sentence)) == expected(SENTENCES[sentence])


@pytest.mark.parametrize("sentence", NOT_UNDERSTOOD)
def test_what_is_not_understood_is_said_in_the_words_of_the_sentence(sentence: str) -> None:
    assert read(sentence).left == NOT_UNDERSTOOD[sentence]


def test_each_part_keeps_the_words_that_it_comes_from() -> None:
    words = {heard.choices: heard.words for heard in read("A Docusarus site, thumbs up/down, no chat history").heard}
    assert words == {("docusaurus",): "Docusarus", ("feedback",): "thumbs up/down", ("history",): "no chat history"}

# ruff: noqa: E501 - the code of a case stands on one line
"""Django's chat routes are followed from ROOT_URLCONF to their views."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.facts import BackendFact, ChatEndpoint
from chatgraft.endpoints import find_endpoints
from tests.unit.endpoints.asking import briefly
from tests.unit.sites import make_project

MIDDLEWARE = "MIDDLEWARE = ['django.middleware.csrf.CsrfViewMiddleware']\n"
FILES = {
    "manage.py": "import django\n",
    "site1/__init__.py": "",
    "site1/settings.py": f"ROOT_URLCONF = 'site1.urls'\n{MIDDLEWARE}",
    "site1/urls.py": "from django.urls import include, path\nurlpatterns = [path('api/', include('bot.urls'))]\n",
    "bot/__init__.py": "",
    "bot/urls.py": "from django.urls import path\nfrom . import views\nfrom .views import *\nurlpatterns = [path('chat/', views.chat)]\n",
}
HEAD = """\
import json
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response
from rest_framework.views import APIView
"""
VIEW = "from django.urls import path\nfrom bot.views import Chat\nurlpatterns = [path('chat/', Chat.as_view())]\n"


def found_in(folder: Path, files: dict[str, str]) -> tuple[ChatEndpoint, ...]:
    fact = BackendFact("django", ".", "manage.py", "wsgi", factory=False, confidence=1, evidence=())
    return find_endpoints(make_project(folder, FILES | files), fact)


@pytest.mark.parametrize(
    ("code", "expected", "csrf"),
    [
        (
            "@csrf_exempt\n@require_POST\ndef chat(request):\n    d = json.loads(request.body)\n    return JsonResponse({'reply': go(d['message'])})\n",
            "POST /api/chat/ message -> reply (json)",
            False,
        ),
        (
            "def chat(request):\n    if request.method == 'POST':\n        m = request.POST.get('message')\n        return JsonResponse({'answer': go(m)})\n    return JsonResponse({'error': 'x'}, status=405)\n",
            "POST /api/chat/ message as form -> answer (json)",
            True,
        ),
        (
            "@api_view(['POST'])\ndef chat(request):\n    q = request.data.get('question')\n    return Response({'answer': go(q)})\n",
            "POST /api/chat/ question -> answer (json)",
            False,
        ),
        (
            "def chat(request):\n    q = request.GET.get('question')\n    return HttpResponse(go(q), content_type='text/plain')\n",
            "GET /api/chat/ question as query -> None (text)",
            False,
        ),
        (
            "def chat(request):\n    q = json.loads(request.body.decode())['prompt']\n    def gen():\n        for t in llm(q):\n            yield f'data: {json.dumps(dict(text=t))}\\n\\n'\n    return StreamingHttpResponse(gen(), content_type='text/event-stream')\n",
            "POST /api/chat/ prompt -> text (sse, streams)",
            True,
        ),
    ],
)
def test_finds_the_view(tmp_path: Path, code: str, expected: str, csrf: bool) -> None:
    (found,) = found_in(tmp_path, {"bot/views.py": HEAD + code})
    assert briefly(found) == expected
    assert found.csrf is csrf


@pytest.mark.parametrize(
    ("code", "expected", "csrf"),
    [
        (
            "class Chat(View):\n    def post(self, request):\n        d = json.loads(request.body)\n        return JsonResponse({'answer': go(d['question'])})\n",
            "POST /api/chat/ question -> answer (json)",
            True,
        ),
        (
            "class S(serializers.Serializer):\n    message = serializers.CharField()\n    history = serializers.ListField(required=False)\nclass Chat(APIView):\n    def post(self, request):\n        s = S(data=request.data)\n        s.is_valid(raise_exception=True)\n        return Response({'response': go(s)}, status=200)\n",
            "POST /api/chat/ message -> response (json)",
            False,
        ),
        (
            "class Chat(APIView):\n    def post(self, request, *args):\n        return Response({'answer': go(request.data['message'])})\n    def get(self, request): return Response({'status': 'ok'})\n",
            "POST /api/chat/ message -> answer (json)",
            False,
        ),
    ],
)
def test_finds_the_class(tmp_path: Path, code: str, expected: str, csrf: bool) -> None:
    (found,) = found_in(tmp_path, {"bot/views.py": HEAD + code, "bot/urls.py": VIEW})
    assert briefly(found) == expected
    assert found.csrf is csrf


CHAT = "@csrf_exempt\ndef chat(request): return JsonResponse({'answer': go(json.loads(request.body)['message'])})\n"


@pytest.mark.parametrize(
    ("urls", "path"),
    [
        ("urlpatterns = [path('', include('bot.urls'))]", "/chat/"),
        ("urlpatterns = [path('a/', include(('bot.urls', 'bot'), namespace='x'))]", "/a/chat/"),
        ("v1 = [path('bot/', include('bot.urls'))]\nurlpatterns = [path('v1/', include(v1))]", "/v1/bot/chat/"),
        ("from bot.views import chat\nurlpatterns = [re_path(r'^ask/$', chat)]", "/ask/"),
        ("import bot.views\nurlpatterns = [path('x/', bot.views.chat)]", "/x/"),
        ("urlpatterns = []\nurlpatterns += [path('b/', include('bot.urls'))]", "/b/chat/"),
        ("from bot.views import *\nurlpatterns = [path('x/', chat)]", "/x/"),
        ("import bot.urls\nurlpatterns = [path('b/', include(bot.urls))]", "/b/chat/"),
    ],
)
def test_the_path_is_put_together(tmp_path: Path, urls: str, path: str) -> None:
    head = "from django.urls import include, path, re_path\n"
    (found,) = found_in(tmp_path, {"bot/views.py": HEAD + CHAT, "site1/urls.py": head + urls + "\n"})
    assert found.path == path


@pytest.mark.parametrize(
    "code",
    [
        "def chat(request):\n    return JsonResponse({'message': 'Thanks', 'name': request.POST['name']})\n",
        "def chat(request):\n    e, m = request.POST['email'], request.POST['message']\n    return JsonResponse({'answer': go(m)})\n",
        "def chat(request): return render(request, 'chat.html', {'message': request.GET.get('message')})\n",
        "def chat(request):\n    m = request.POST['message']\n    Message.objects.create(text=m)\n    return HttpResponse('ok')\n",
        "def chat(request):\n    m = json.loads(request.body)['message']\n    return JsonResponse({'id': save(m)})\n",
        "def chat(request): return JsonResponse({'answer': go()})\n",
        "def chat(request, pk): return JsonResponse({'messages': [1]})\n",
    ],
)
def test_takes_nothing_else_for_a_chat(tmp_path: Path, code: str) -> None:
    assert found_in(tmp_path, {"bot/views.py": HEAD + code}) == ()


def test_a_view_that_no_pattern_names_is_no_route(tmp_path: Path) -> None:
    files = {"bot/views.py": HEAD + CHAT, "bot/urls.py": "urlpatterns = []\n"}
    assert found_in(tmp_path, files) == ()

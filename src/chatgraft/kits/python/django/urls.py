"""The chat's addresses. Included at the root, before any pattern that takes every path."""

from django.urls import path

from . import views

urlpatterns = [
    path("chatkit", views.endpoint),
    path("chatkit/", views.endpoint),
    path("chatkit/<path:rest>", views.endpoint),
]

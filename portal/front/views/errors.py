"""What readers see when something cannot be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from news.models import Article


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with a way on: search and the newest articles."""
    newest = Article.objects.published().for_cards().newest_first()[:5]
    return render(request, "404.html", {"newest": newest}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 without touching the database: the request itself was broken."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403; what the action said about the reason is in words for the person."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)

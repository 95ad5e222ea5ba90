"""Every component in every state: a page for developers, served with DEBUG only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.front.style_guide import style_guide_context


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show the components; colours and sizes are those of the display settings."""
    return render(request, "front/style_guide.html", style_guide_context())

"""Reading the first page of the desk as a person sees it."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.dashboard.parts import Content


@dataclass
class FirstPage:
    """What the first page shows."""

    html: str
    parts: dict[str, Content]
    quiet: list[str]
    steps: list[str]

    def titles(self, part: str) -> list[str]:
        """Return the lines of a part; none where it is folded or not shown."""
        return [row.title for row in self.parts[part].rows] if part in self.parts else []

    def row(self, part: str) -> Any:
        """Return the first line of a part."""
        return self.parts[part].rows[0]


def first_page(user: User) -> FirstPage:
    """Return the first page as `user` sees it."""
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk))
    answer = browser.get(reverse("admin:index"))
    return FirstPage(
        answer.content.decode(),
        {shown.part.title: shown.content for shown in answer.context["parts"]},
        answer.context["quiet_parts"],
        [step.label for step in answer.context["first_steps"]],
    )

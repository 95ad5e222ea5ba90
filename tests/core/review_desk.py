"""An article that waits for a decision, and who looks at it."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from tests.contract.pages import form_data
from tests.factories import make_article, make_user


class Desk:
    """An article that waits, a chief before its pages, and the browser of another."""

    def __init__(self, article: Article, chief: User, browser: Client, other: Client) -> None:
        self.article, self.chief, self.browser, self.other = article, chief, browser, other

    def url(self, page: str = "review", article: Article | None = None) -> str:
        """Return the address of a page about the article, or about another."""
        return reverse(f"admin:news_article_{page}", args=[(article or self.article).pk])

    def seen(self) -> dict[str, Any]:
        """Return what the browser sends when nothing was typed."""
        return form_data(self.browser.get(self.url()).content.decode())

    def press(self, button: str, **typed: object) -> Any:
        """Press a button after the fields of these names were filled in."""
        fields = {f"duyet-{name}": value for name, value in typed.items()}
        return self.browser.post(self.url(), self.seen() | fields | {"do": button})


def review_rows() -> tuple[int, ...]:
    """Make the article and two chiefs; return their numbers."""
    chiefs = [make_user(AccountRole.CHIEF) for _ in range(2)]
    return make_article(State.SUBMITTED).pk, *(chief.pk for chief in chiefs)


def review_desk(rows: tuple[int, ...], sign_in: Callable[[User], Client]) -> Desk:
    """Return the desk of `rows`, read anew."""
    chief, other = (User.objects.get(pk=pk) for pk in rows[1:])
    return Desk(Article.objects.get(pk=rows[0]), chief, sign_in(chief), sign_in(other))

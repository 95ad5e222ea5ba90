"""The accounts of a small office, and the one who administers them."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from categories.models import Category
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from tests.contract.cast import same_cookies
from tests.contract.pages import form_data
from tests.factories import make_category, make_superuser, make_user

NEW_PASSWORD = "Cầu-Bạch-Sa-1975"


@dataclass
class Office:
    """The accounts of a small office; `keeper` administers them."""

    keeper: User
    colleague: User
    superuser: User
    category: Category
    signed_in: Client

    @property
    def browser(self) -> Client:
        """A browser in which the administrator is signed in."""
        return same_cookies(self.signed_in)

    def page(self, user: User, name: str = "change") -> str:
        """Return the address of a page about an account."""
        return reverse(f"admin:accounts_user_{name}", args=[user.pk])

    def form(self, user: User) -> dict[str, object]:
        """Return what a superuser's browser sends when an account is saved unchanged."""
        client = Client()
        client.force_login(self.superuser)
        return form_data(client.get(self.page(user)).content.decode())


def build() -> Office:
    """Return the office."""
    category = make_category("Cấp thoát nước")
    keeper, browser = make_user(AccountRole.USER_ADMIN), Client()
    browser.force_login(keeper)
    colleague = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    return Office(keeper, colleague, make_superuser(), category, browser)


def group(role: AccountRole) -> Group:
    """Return the group of a role."""
    return Group.objects.get(name=role.value)


def roles_of(user: User) -> set[str]:
    """Return the names of the roles that an account has in the database."""
    return set(user.groups.values_list("name", flat=True))

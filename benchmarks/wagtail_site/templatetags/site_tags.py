"""What stands on every page of the Wagtail site."""

from typing import Any

from django import template

from wagtail_site.models import Category, NewsIndexPage

register = template.Library()


@register.simple_tag(takes_context=True)
def load_menu(context: dict[str, Any]) -> list[Category]:
    """Return the first categories with those below them, each with its address."""
    news = NewsIndexPage.objects.live().get()
    address = news.get_url(context["request"])
    top = list(Category.objects.filter(parent=None).prefetch_related("children"))
    context["addresses"] = addresses = {}
    for category in top:
        for one in (category, *category.children.all()):
            one.address = address + news.reverse_subpage("category", [one.slug])
            addresses[one.pk] = one.address
    return top


@register.simple_tag(takes_context=True)
def category_url(context: dict[str, Any], category: Category) -> str:
    """Return the address of a category, which the menu has found out."""
    return str(context["addresses"][category.pk])

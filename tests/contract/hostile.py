"""A portal in which every word that people can write is an attack."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.media.models import Image
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.contract.registry import Contract, Part
from tests.contract.stage import Stage, build
from tests.factories import make_author, make_image, make_superuser, make_tag, make_user

ATTACK = "<script>alert(1)</script>\"'& onfocus=alert(1)"
"""Ends an element, ends both kinds of quotes, and goes on as an attribute that would run."""

ADDRESS = "https://bao.example/?\"><script>alert(1)</script>'onfocus=alert(1)"
"""An attack that is a valid address all the same."""


@dataclass
class Hostile:
    """The stage with the attack in every field, and the account that wrote it."""

    stage: Stage
    user: User
    image: Image

    def public_pages(self) -> dict[str, str]:
        """Return the addresses of all public pages by their names."""
        pages = {place: self.stage.url(place) for place in self.stage.contract.places}
        search, category = reverse("front:search"), self.stage.own.get_absolute_url()
        return pages | {
            "site map": reverse("front:site-map"),
            "search for the attack": f"{search}?{urlencode({'q': ATTACK})}",
            "search in vain": f"{search}?{urlencode({'q': f'khongco {ATTACK}'})}",
            "page of the year": f"{category}?{urlencode({'nam': 2026, ATTACK: ATTACK})}",
        }

    def desk_pages(self) -> dict[str, str]:
        """Return the addresses of the admin's pages by their names."""
        desk, pk = self.stage.contract.desk, self.stage.item.pk
        submitted = self.stage.after.pk
        step = Revision.objects.of(self.stage.item).last().pk
        pages = {
            "list": desk("changelist"),
            "list, searched": f"{desk('changelist')}?q=alert",
            "new": desk("add"),
            "form": desk("change", submitted),
            "preview": desk("preview", pk),
            "preview, page": desk("preview_page", pk),
            "preview, cards": desk("preview_cards", pk),
            "history": desk("history", pk),
            "review": desk("review", pk),
            "review, waiting": desk("review", submitted),
            "compared": f"{desk('compare', pk)}?sau={step}",
            "one step": desk("revision", pk, step),
            "going back": desk("restore", pk, step),
            "withdraw": desk("reason", pk, "withdraw"),
            "return": desk("reason", submitted, "return"),
            "delete": desk("delete", submitted),
            "home": reverse("admin:index"),
        }
        if self.stage.contract.has(Part.PICTURE):
            pages["autocomplete"] = self.choices_of_a_picture()
        rows = {
            "news_author": self.stage.author,
            "news_tag": self.stage.tag,
            "media_image": self.image,
            "categories_category": self.stage.own,
            "accounts_user": self.user,
        }
        for name, row in rows.items():
            pages[f"{name} list"] = reverse(f"admin:{name}_changelist")
            pages[f"{name} form"] = reverse(f"admin:{name}_change", args=[row.pk])
            pages[f"{name} history"] = reverse(f"admin:{name}_history", args=[row.pk])
            pages[f"{name} deletion"] = reverse(f"admin:{name}_delete", args=[row.pk])
        return pages

    def choices_of_a_picture(self) -> str:
        """Return the address that answers what a person types into the field of the picture."""
        meta = self.stage.contract.model._meta
        field = {"app_label": meta.app_label, "model_name": meta.model_name}
        query = urlencode({"term": "alert", **field, "field_name": Part.PICTURE.value})
        return f"{reverse('admin:autocomplete')}?{query}"


def build_hostile(contract: Contract) -> Hostile:
    """Return a stage on which people tried what they could."""
    user = make_user(AccountRole.CHIEF, full_name=ATTACK, unit=ATTACK, position=ATTACK)
    stage = build(contract, State.LIVE)
    image = make_image(by=user, alt=ATTACK, caption=ATTACK, credit=ATTACK)
    for category in (stage.top, stage.own, stage.further, stage.elsewhere):
        category.name = f"{ATTACK} {category.pk}"
        category.short_name = ATTACK[:40]
        category.description = ATTACK
        category.full_clean(exclude=["path"])
        category.save()
    stage.author = make_author(ATTACK, pen_name=ATTACK, unit=ATTACK, photo=image)
    stage.tag = make_tag(ATTACK)
    stage.item = _attack(stage.item, stage, user, image)
    filed = contract.of_parts(category=stage.elsewhere)
    stage.after = contract.make(State.SUBMITTED, by=user, title=ATTACK, summary=ATTACK, **filed)
    returned = contract.make(State.SUBMITTED, by=user, title=ATTACK, **filed)
    actions.return_(returned, by=user, reason=ATTACK)
    return Hostile(stage, user, image)


def _attack(live: Any, stage: Stage, user: User, image: Image) -> Any:
    has = stage.contract.has
    item = actions.revise(live, by=user)
    item.title = item.summary = item.note = ATTACK
    if has(Part.SOURCE):
        item.source_name, item.source_url = ATTACK, ADDRESS
    if has(Part.PICTURE):
        item.lead_image = image

    def relations() -> None:
        if has(Part.AUTHORS):
            item.set_authors([stage.author])
        if has(Part.TAGS):
            item.set_tags([stage.tag])

    actions.save(item, by=user, save_relations=relations)
    return actions.publish(item, by=make_superuser())

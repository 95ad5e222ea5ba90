"""Whoever changes a setting of the whole portal leaves a row; content has its own actions."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from categories.models import Category, CategoryGrant, GrantRole
from portal.core.admin.publishable import PublishableAdmin
from portal.core.audit.models import AuditEntry
from portal.core.audit.settings_admin import AuditedSettingsAdmin
from portal.core.identity.models import Identity
from portal.front.models import HomeSection, TaskLink
from tests.audit.tampering import newest
from tests.contract.pages import form_data
from tests.factories import make_category, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

WITHOUT = {
    "User": "has rows of its own for each kind of change",
    "AuditEntry": "is the trail",
    "Delegation": "is a grant, which has rows among those of accounts",
    "Author": "is part of the articles that bear the name",
    "Tag": "is part of the articles that bear it",
    "Image": "is material, whose uses are in the articles",
    "Document": "is material, whose uses are in the articles",
    "Recording": "is material, whose uses are in the articles",
    "ErrorReport": "comes from readers and keeps its own hands",
    "SearchCount": "is counted and never changed",
    "Mail": "is sent or tried again, never changed",
    "ItemFinding": "is found and never changed",
    "Finding": "has a row when somebody answers for it, and changes in no other way",
    "CheckWaiver": "has a row when it is written, and stays",
    "CheckSwitch": "has a row for each change, written where it is changed",
    "CheckResult": "is found by the doctor, never changed",
    "Run": "is written by a command when a backup or drill ends, never changed",
    "Address": "is found; that it is left alone has a row, written where it is left",
    "ShareLink": "has rows when it is made and revoked",
}
"""The tables of the admin that are no settings, each with its reason."""


def rows_since(number: int) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(number__gt=number).order_by("number"))


def test_every_table_of_the_admin_leaves_a_trace_or_has_a_reason_not_to():
    silent = {
        model.__name__
        for model, model_admin in admin.site._registry.items()
        if not isinstance(model_admin, AuditedSettingsAdmin | PublishableAdmin)
    }
    assert silent == set(WITHOUT)


def test_a_changed_identity_is_kept_with_what_stood_there_before(desk):
    Identity.objects.update_or_create(pk=1, defaults={"hotline": "1022"})
    url = reverse("admin:identity_identity_change", args=[1])
    known = newest().number
    data = form_data(desk.get(url).text) | {"hotline": "1900", "notice": "Cắt nước"}
    data |= {"notice_until_0": f"{timezone.localdate():%d/%m/%Y}", "notice_until_1": "23:59"}
    assert desk.post(url, data).status_code == 302
    [row] = rows_since(known)
    assert (row.action, row.area) == ("setting_changed", "setting")
    assert "Tổng đài: 1022" in row.before
    assert "Tổng đài: 1900" in row.after
    assert "Thông báo khẩn: Cắt nước" in row.after


def test_each_section_of_the_home_page_that_is_moved_has_its_row(desk):
    url = reverse("admin:front_homesection_changelist")
    data = form_data(desk.get(url).text)
    first, second = HomeSection.objects.order_by("position", "pk")[:2]
    known = newest().number
    changes = {"form-0-position": "7", "form-1-position": "8", "_save": "1"}
    assert desk.post(url, data | changes).status_code == 302
    assert {row.object_id for row in rows_since(known)} == {first.pk, second.pk}


def test_a_link_is_made_and_deleted_with_its_rows(desk):
    known = newest().number
    data = {"label": "Nộp hồ sơ", "url": "/", "icon": "send", "position": "1"}
    assert desk.post(reverse("admin:front_tasklink_add"), data).status_code == 302
    link = TaskLink.objects.get(label="Nộp hồ sơ")
    desk.post(reverse("admin:front_tasklink_delete", args=[link.pk]), {"post": "yes"})
    made, deleted = rows_since(known)
    assert (made.action, made.before, made.title) == ("setting_added", "", "Nộp hồ sơ")
    assert "Tên: Nộp hồ sơ" in made.after
    assert (deleted.action, deleted.object_id) == ("setting_deleted", link.pk)


def test_a_moved_category_tells_the_names_of_its_parents(desk):
    above, other = make_category("Đô thị"), make_category("Văn hóa")
    category = make_category("Cấp nước", parent=above)
    url = reverse("admin:categories_category_change", args=[category.pk])
    known = newest().number
    assert desk.post(url, form_data(desk.get(url).text) | {"parent": other.pk}).status_code == 302
    [row] = rows_since(known)
    assert ("Đô thị" in row.before, "Văn hóa" in row.after) == (True, True)


def test_a_deleted_category_takes_grants_along_and_says_whose(desk):
    category, colleague = make_category("Cấp nước"), make_user(full_name="Bùi Lan", username="lan")
    CategoryGrant.objects.create(user=colleague, category=category, role=GrantRole.EDITOR)
    known = newest().number
    data = {"action": "delete_selected", "_selected_action": [category.pk], "post": "yes"}
    desk.post(reverse("admin:categories_category_changelist"), data)
    assert not Category.objects.filter(pk=category.pk).exists()
    deleted, grants = rows_since(known)
    assert (deleted.action, deleted.title) == ("setting_deleted", "Cấp nước")
    assert (grants.action, grants.title) == ("grants_changed", "Bùi Lan (lan)")
    assert (grants.before, grants.after) == ("Cấp nước: Biên tập và đăng bài", "")

"""What passes: text that is typed and not saved yet, and who has which item open."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.http import QueryDict

WINDOW_LENGTH = 32


def of_type(model: type[models.Model]) -> Q:
    """Return the condition on rows about items of a type.

    By its name, because a page that is shown need not look its number up first.
    """
    meta = model._meta
    return Q(content_type__app_label=meta.app_label, content_type__model=meta.model_name)


class AutosaveQuerySet(models.QuerySet["Autosave"]):
    """Questions about one's own autosaves; nobody asks for another person's."""

    def open_of(self, user: models.Model) -> "AutosaveQuerySet":
        """Return what `user` typed and has neither saved nor thrown away, newest first."""
        return self.filter(user=user, is_saved=False).order_by("-saved_at", "-pk")


class Autosave(models.Model):
    """The fields of one opened form as they were last typed: seen by its owner alone.

    Every opened form ("window") has a row of its own, so that two windows with the same item
    never overwrite each other.  Once the form is saved the row stays for a while, empty: what
    the browser still sends of that window is then known to be in the item already.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="của"
    )
    window = models.CharField("cửa sổ", max_length=WINDOW_LENGTH)
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", verbose_name="loại nội dung"
    )
    object_id = models.PositiveBigIntegerField("số của nội dung", null=True, blank=True)
    title = models.CharField("tiêu đề đang gõ", max_length=250, blank=True)
    fields = models.JSONField("các ô", default=dict)
    saved_at = models.DateTimeField("lúc")
    is_saved = models.BooleanField("đã vào bài", default=False)

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = "bản gõ dở"
        verbose_name_plural = "bản gõ dở"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "window"], name="drafts_autosave_window")
        ]
        indexes = [
            # One person's open ones, newest first: a handful, of which a form looks for its own.
            models.Index(
                fields=["user", "-saved_at"],
                name="drafts_autosave_open",
                condition=Q(is_saved=False),
            ),
            # What is too old is found, and deleted, a few rows at a time.
            models.Index(fields=["saved_at"], name="drafts_autosave_age"),
        ]

    def __str__(self) -> str:
        return self.title or "(chưa có tiêu đề)"

    def as_sent(self) -> QueryDict:
        """Return the fields as a browser would send them."""
        data = QueryDict(mutable=True)
        for name, values in self.fields.items():
            data.setlist(name, values)
        return data


class Presence(models.Model):
    """That somebody has the form of an item open, and when the form last said so."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="ai"
    )
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", verbose_name="loại nội dung"
    )
    object_id = models.PositiveBigIntegerField("số của nội dung")
    seen_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "người đang mở"
        verbose_name_plural = "người đang mở"
        default_permissions = ()
        constraints = [
            # Serves the form too: who is at this item.
            models.UniqueConstraint(
                fields=["content_type", "object_id", "user"], name="drafts_presence_person"
            )
        ]
        indexes = [
            # The list asks for everybody who is at any item of its type now.
            models.Index(fields=["content_type", "-seen_at"], name="drafts_presence_now"),
            # What has grown old is found and deleted, whatever its type.
            models.Index(fields=["seen_at"], name="drafts_presence_age"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.seen_at:%H:%M}"

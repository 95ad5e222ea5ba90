"""The content of an item as plain values: kept by revisions, compared, merged, put back."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.db.models import Field, ForeignKey

from portal.core.attached import Attached

WINDOW = ("published_at", "expires_at")
"""Columns that say when an item is public, not what it says."""

Snapshot = dict[str, Any]


class Snapshotted(Attached):
    """Gives its editable content as JSON values, and takes it back.

    Columns go by their `attname`.  What hangs on the row (documents, and what content types
    add) goes by a name of its own; each has its `_set_...` among `relation_setters`.
    """

    relation_setters: ClassVar[dict[str, str]] = {"documents": "set_documents"}
    """Names in the snapshot that are no columns, and the methods that put them back."""

    class Meta:
        abstract = True

    @classmethod
    def content_fields(cls) -> "list[Field[Any, Any]]":
        """Return the columns that are content: those that an editor fills in."""
        fields = cls._meta.concrete_fields
        return [field for field in fields if field.editable and not field.primary_key]

    def snapshot(self) -> Snapshot:
        """Return the editable content as JSON values; content types add their relations."""
        values = {field.attname: _as_json(field, self) for field in self.content_fields()}
        return values | {"documents": [row.document_id for row in self.attachments.all()]}

    def apply_snapshot(
        self, snapshot: Snapshot, *, without: Collection[str] = ()
    ) -> Callable[[], None]:
        """Set the columns to what `snapshot` holds; return what then sets the relations.

        The row is not saved: hand the returned function to the action that saves it.  What the
        snapshot does not know (a column that came later) stays, and so do the fields named in
        `without`.  A row to which it points and which is gone since is left out; see
        `gone_from`, by which the editor is told before.
        """
        gone = self._gone_keys(snapshot)
        for field in self.content_fields():
            if field.attname not in snapshot or {field.name, field.attname} & set(without):
                continue
            if field.attname not in gone:
                setattr(self, field.attname, _from_json(field, snapshot[field.attname]))
            elif field.null:
                setattr(self, field.attname, None)
        wanted = {
            setter: snapshot[name]
            for name, setter in self.relation_setters.items()
            if name in snapshot and name not in without
        }
        return partial(self._set_relations, wanted)

    def gone_from(self, snapshot: Snapshot) -> list[str]:
        """Return the labels of what `snapshot` points to and what is there no longer."""
        gone = self._gone_keys(snapshot)
        labels = [str(f.verbose_name) for f in self.content_fields() if f.attname in gone]
        return labels + self.gone_relations(snapshot)

    def gone_relations(self, snapshot: Snapshot) -> list[str]:
        """Return the labels of the relations of which rows are gone; content types add theirs."""
        from portal.core.media.models import Document

        wanted = set(snapshot.get("documents", ()))
        found = Document.objects.filter(pk__in=wanted).count()
        return ["tài liệu đính kèm"] if found < len(wanted) else []

    @classmethod
    def names_of(cls, name: str, values: Collection[Any]) -> dict[Any, str]:
        """Return what rows are called to which the relation `name` of snapshots points.

        Those that are gone are missing.  Content types with relations that are neither columns
        nor `ManyToManyField`s override this.
        """
        from portal.core.media.models import Document

        numbers = [value for value in values if isinstance(value, int)]
        field = cls._meta.get_field(name) if name != "documents" else None
        model = field.related_model if field is not None else Document
        if not numbers or not isinstance(model, type):
            return {value: str(value) for value in values}
        return {key: str(row) for key, row in model._base_manager.in_bulk(numbers).items()}

    def _set_relations(self, wanted: dict[str, Any]) -> None:
        for setter, value in wanted.items():
            getattr(self, setter)(value)

    def _gone_keys(self, snapshot: Snapshot) -> set[str]:
        """Return the foreign keys of `snapshot` whose row is gone; a query for each that is set."""
        return {
            field.attname
            for field in self.content_fields()
            if isinstance(field, ForeignKey)
            and (key := _from_json(field, snapshot.get(field.attname))) is not None
            and key != getattr(self, field.attname)
            and not _exists(field, key)
        }


def as_written_now(model: type[Snapshotted], snapshot: Snapshot) -> Snapshot:
    """Return `snapshot` in the form in which one is written now, so that two can be compared.

    The first revisions had every column as text.
    """
    blank = model()
    values = dict(snapshot)
    for field in model.content_fields():
        if field.attname in values and not isinstance(field, models.CharField | models.TextField):
            setattr(blank, field.attname, _from_json(field, values[field.attname]))
            values[field.attname] = _as_json(field, blank)
    return values


def _as_json(field: "Field[Any, Any]", item: models.Model) -> Any:
    # As the row has it; what a form begins with is cleaned anew, which takes a long text 0.1 s.
    value = getattr(item, field.attname)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return field.value_to_string(item)


def _from_json(field: "Field[Any, Any]", value: Any) -> Any:
    """Return what the column holds; the first revisions wrote an empty key as the word None."""
    is_empty = value is None or value == "None" or (value == "" and field.null)
    return None if is_empty else _python(field, value)


def _python(field: "Field[Any, Any]", value: Any) -> Any:
    target = field.target_field if isinstance(field, ForeignKey) else field
    return target.to_python(value)


def _exists(field: "ForeignKey[Any, Any]", key: Any) -> bool:
    rows = field.remote_field.model._base_manager
    return bool(rows.filter(**{field.target_field.attname: key}).exists())

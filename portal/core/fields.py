"""Model fields that store Vietnamese text in its one normal form, whoever writes it."""

from typing import Any

from django.db import models

from portal.core.text import normalise, normalise_line


class _Normalised:
    """Mixin: normalise on validation and on saving, so that imports are covered too."""

    normalise = staticmethod(normalise)

    def to_python(self, value: Any) -> Any:
        """Return the normal form of text; other values go to the field as they are."""
        value = super().to_python(value)  # type: ignore[misc]
        return self.normalise(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        """Return the normal form that is stored and compared with."""
        value = super().get_prep_value(value)  # type: ignore[misc]
        return self.normalise(value) if isinstance(value, str) else value


class LineField(_Normalised, models.CharField):
    """One line of text: NFC, single spaces, nothing invisible."""

    normalise = staticmethod(normalise_line)


class NormalisedTextField(_Normalised, models.TextField):
    """Several lines of plain text: NFC, plain spaces, nothing invisible."""


class WebAddressField(models.URLField):
    """An address on the web; one typed without a scheme is meant to be https."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return the form field, which completes the address."""
        return super().formfield(**{"assume_scheme": "https", **kwargs})

"""Each person's choice of how to hear of what."""

from typing import Any

from django import forms

from portal.core.accounts.models import User
from portal.core.notices.kinds import DEFAULTS, Delivery, Kind
from portal.core.notices.models import Choice


class ChoicesForm(forms.Form):
    """One question for each kind of notice."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        """Ask with what `user` has chosen so far, and the portal's own choice where nothing."""
        super().__init__(*args, **kwargs)
        self.user = user
        chosen = dict(Choice.objects.filter(user=user).values_list("kind", "delivery"))
        for kind in Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=Delivery.choices,
                initial=chosen.get(kind.value, DEFAULTS[kind].value),
                widget=forms.RadioSelect,
            )

    def save(self) -> None:
        """Store all answers; also those that are the portal's own choice today."""
        Choice.objects.bulk_create(
            (
                Choice(user=self.user, kind=kind, delivery=self.cleaned_data[kind.value])
                for kind in Kind
            ),
            update_conflicts=True,
            unique_fields=["user", "kind"],
            update_fields=["delivery"],
        )

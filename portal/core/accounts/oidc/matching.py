"""Whose account it is: by the tie, and the first time by the e-mail; none is ever made."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.accounts.oidc.models import ProviderTie
from portal.core.accounts.sessions import registry
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb


def account_of(subject: str, email: str) -> User | None:
    """Return the one active account; nobody where there is a doubt."""
    ties = ProviderTie.objects.filter(issuer=settings.OIDC_ISSUER, subject=subject)
    if tie := ties.select_related("user").first():
        ties.update(used_at=timezone.now())
        return tie.user if _may_enter(tie.user) else None
    user = _by_email(email)
    return user if user is not None and _tie(user, subject) else None


def tie_of(user: User) -> ProviderTie | None:
    """Return how an account is tied to the provider that is set; without one nothing is asked."""
    if not settings.OIDC_ISSUER:
        return None
    return ProviderTie.objects.filter(user=user, issuer=settings.OIDC_ISSUER).first()


def second_factor_elsewhere() -> Exists:
    """Return the condition on accounts of whom the provider is believed to ask for two factors."""
    ties = ProviderTie.objects.filter(user=OuterRef("pk"), issuer=settings.OIDC_ISSUER)
    counts = settings.OIDC_ISSUER and settings.OIDC_SECOND_FACTOR == "provider"
    return Exists(ties if counts else ties.none())


@transaction.atomic
def untie(user: User, *, by: User) -> None:
    """Forget by which name the provider knows the owner, and end what was opened by it."""
    if ProviderTie.objects.filter(user=user, issuer=settings.OIDC_ISSUER).delete()[0]:
        registry.end_silently(user)
        record(Verb.PROVIDER_UNTIED, by=by, about=user)


def _by_email(email: str) -> User | None:
    """Return the only account of an address that can enter.

    Letters of other alphabets are not taken: databases differ in what they hold for the same.  Nor
    is what is no letter: PostgreSQL refuses to be asked for a NUL.
    """
    if not (email.isascii() and email.isprintable()) or "@" not in email:
        return None
    found = User.objects.filter(email__iexact=email)
    users = [user for user in found if user.email.isascii() and _may_enter(user)]
    return users[0] if len(users) == 1 else None


def _may_enter(user: User) -> bool:
    return user.is_active and user.is_staff


def _tie(user: User, subject: str) -> bool:
    """Tie an account; who is tied to another name at the same provider stays so."""
    now = timezone.now()
    try:
        with transaction.atomic():
            ProviderTie.objects.create(
                user=user, issuer=settings.OIDC_ISSUER, subject=subject, made_at=now, used_at=now
            )
            record(Verb.PROVIDER_TIED, by=user, about=user)
    except IntegrityError:
        return False
    return True

"""Application: the search index, and what editors keep of the search."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from portal.core.accounts.roles import AccountRole
from portal.core.privacy.declaring import OnRequest, PersonalData

_LOOK = tuple(f"search.view_{model}" for model in ("synonym", "promotion", "searchcount"))
_KEEP = tuple(
    f"search.{verb}_{model}"
    for verb in ("add", "change", "delete")
    for model in ("synonym", "promotion")
)


class SearchConfig(AppConfig):
    """Listens to the desk, so that the index follows every change.

    Chiefs keep synonyms and promoted results; editors see them, and what readers search for.
    """

    name = "portal.core.search"
    label = "search"
    verbose_name = "Tìm kiếm"
    not_on_pages = True
    timed_commands = {"reindex": "nightly"}
    not_scanned = ("SearchEntry", "SearchCount", "SearchWord", "PromotionQuery", "SynonymPhrase")
    personal_data = (
        PersonalData(
            table="SearchCount",
            fields=("words", "typed"),
            whose="bạn đọc, không biết là ai",
            purpose="biết bạn đọc tìm gì không thấy; số điện thoại, số giấy tờ, địa chỉ thư bị bỏ",
            kept="{SEARCH_KEEP_DAYS} ngày",
            deleted_by="`delete_outdated`",
            on_request=OnRequest.PASSES,
            because="chỉ là số lần tìm trong ngày, không gắn với ai",
            forget="portal.core.search.log.forget_old",
        ),
    )
    role_permissions = {
        AccountRole.EDITOR: _LOOK,
        AccountRole.CHIEF: (*_LOOK, *_KEEP),
    }

    def ready(self) -> None:
        """Subscribe to the changes of all content types."""
        from portal.core.search import healing, index
        from portal.core.workflow import signals

        signals.stored.connect(index.on_stored)
        signals.removed.connect(index.on_removed)
        signals.words_changed.connect(healing.on_words_changed)
        signals.public_changed.connect(healing.on_public_changed)
        post_migrate.connect(after_migrate, sender=self)


def after_migrate(using: str, **kwargs: object) -> None:
    """Make the index whole after an update that has changed or emptied it.

    Where nothing has changed it costs a few short queries.  Nothing is done while tables are
    only half migrated: another `migrate` will follow.
    """
    from portal.core.search import full_text, upkeep

    if upkeep.tables_are_complete(using):
        full_text.ensure()
        upkeep.repair_if_empty()

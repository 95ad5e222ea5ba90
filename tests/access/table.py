"""Who may open which address, and who may send something there: to be read and judged.

A heading names those who may open (GET) and those who may send (POST), the lines below it the
addresses, by the names of their patterns:

    n  nobody in particular: a citizen, without an account
    s  an account without a role
    c  a contributor    e  an editor    h  a chief    u  who keeps the accounts
    a  an administrator of the whole portal
    -  nobody

Contributor and editor have a grant for the category of the article, which a colleague has written;
the whole of what may be done to an item, by its writer too, stands in `contract/rights_table.py`.
No provider to sign in by is set: with one, anybody may set out to it and come back
(`login/test_provider.py`).
Whoever adds an address adds it here.
"""

import re

LETTERS = "nscehua"

ACCESS = """
nscehua nscehua
    admin:password_link
    admin:set_password
    reports:report
    front:display
nscehua -
    admin:password_link_asked
    preview:shared
    news:article
    news:saved
    news:category
    news:read
    news:author
    news:tag
    pages:page
    pages:english-home
    pages:english-page
    reports:received
    front:home
    front:search
    front:suggestions
    front:opensearch
    front:site-map
    front:privacy
    front:archive
    front:archive-year
    front:archive-month
    front:archive-day
    front:rss
    front:atom
    front:json-feed
    front:category-rss
    front:category-atom
    front:sitemap
    front:sitemap-section
    front:robots
scehua scehua
    admin:security
    admin:second_factor
    admin:notice_choices
    admin:index
    admin:password_change
    admin:view_on_site
    admin:media_document_object
    admin:media_image_object
    admin:media_recording_object
    admin:identity_identity_{changelist,object}
    admin:workflow_withdrawalreason_object
    admin:notices_mail_object
    admin:audit_auditentry_object
    admin:search_searchcount_object
    admin:search_synonym_object
    admin:search_promotion_object
    admin:preview_sharelink_object
    admin:ops_run_object
    admin:scan_finding_object
    admin:categories_delegation_object
    admin:categories_category_object
    admin:accounts_user_object
    admin:news_article_object
    admin:news_author_object
    admin:news_tag_object
    admin:pages_page_object
    admin:reports_errorreport_object
    admin:front_homesection_object
    admin:front_tasklink_object
scehua -
    admin:notices
    admin:password_change_done
    admin:jsi18n
    admin:news_article_session
    admin:pages_page_session
cehua cehua
    admin:categories_category_{changelist,history}
cehua ha
    admin:categories_category_change
ceha ceha
    admin:calendar
    admin:media_document_{changelist,add,history,change}
    admin:media_image_{changelist,add,history,change}
    admin:media_recording_{changelist,add,history,change}
    admin:checks_itemfinding_changelist
    admin:links_address_changelist
    admin:news_article_{changelist,add}
    admin:news_author_{changelist,history}
    admin:news_tag_{changelist,add,history}
    admin:app_list
ceha eha
    admin:news_author_change
ceha ha
    admin:news_tag_change
ceha -
    admin:autocomplete
    admin:media_library
    admin:media_recordings
    admin:news_article_people
ehua ehua
    admin:categories_delegation_{changelist,add,history}
ehua -
    admin:categories_delegation_change
eha eha
    admin:links_address_change
    admin:search_searchcount_{changelist,history}
    admin:search_synonym_{changelist,history}
    admin:search_promotion_{changelist,history}
    admin:checks_checkwaiver_{confirm,changelist}
    admin:news_article_{review,compare,revision,restore,reason,presence,preview,preview_page,preview_cards,slip,history,delete,change}
    admin:news_author_add
    admin:reports_errorreport_{changelist,history,change}
eha ha
    admin:search_synonym_change
    admin:search_promotion_change
eha -
    admin:search_searchcount_change
hua hua
    admin:audit_auditentry_{export,changelist}
    admin:scan_finding_{changelist,history}
hua -
    admin:scan_finding_change
ha ha
    admin:pages_page_{compare,revision,restore}
    admin:hand_over_all
    admin:media_document_delete
    admin:media_image_delete
    admin:media_recording_delete
    admin:identity_identity_{history,change}
    admin:workflow_withdrawalreason_{changelist,add,history,delete,change}
    admin:audit_auditentry_history
    admin:search_synonym_{add,delete}
    admin:search_promotion_{add,delete}
    admin:preview_sharelink_{changelist,history}
    admin:checks_checkswitch_changelist
    admin:categories_category_{add,delete}
    admin:news_author_delete
    admin:news_tag_delete
    admin:pages_page_{review,reason,presence,preview,preview_page,preview_cards,slip,changelist,add,history,delete,change}
    admin:reports_errorreport_delete
    admin:front_homesection_{changelist,history,change}
    admin:front_tasklink_{changelist,add,history,delete,change}
ha -
    admin:audit_auditentry_change
    admin:preview_sharelink_change
    admin:pages_page_people
ua ua
    admin:doctor_checkresult_changelist
    admin:account_security
    admin:account_data
    admin:notices_mail_{changelist,history}
    admin:auth_user_password_change
    admin:accounts_user_{changelist,add,history,delete,change}
ua -
    admin:notices_mail_change
a a
    admin:ops_run_{changelist,history}
- a
    admin:pages_page_confirm
a -
    admin:notice
    admin:ops_run_change
n nscehua
    admin:login
- nscehua
    admin:sign_in_again
- scehua
    admin:at_hand
    admin:own_data
    admin:notices_read
    admin:logout
    admin:news_article_discard
    admin:pages_page_discard
- ceha
    admin:legacy_text
    admin:media_upload
    admin:media_take_over
    admin:media_describe
    admin:news_article_autosave_new
- eha
    admin:news_article_{autosave,revise,share,revoke}
- ha
    admin:pages_page_revoke
    admin:news_article_confirm
    admin:pages_page_{autosave_new,autosave,revise,share}
- -
    admin:provider_{begin,return}
    admin:identity_identity_{add,delete}
    admin:notices_mail_{add,delete}
    admin:audit_auditentry_{add,delete}
    admin:search_searchcount_{add,delete}
    admin:preview_sharelink_{add,delete}
    admin:ops_run_{add,delete}
    admin:scan_finding_{add,delete}
    admin:categories_delegation_delete
    admin:reports_errorreport_add
    admin:front_homesection_{add,delete}
    admin:anything-else
    media:file
"""

_FAMILY = re.compile(r"(.*)\{(.*)\}")


def table() -> dict[str, tuple[str, str]]:
    """Return, for the name of every pattern, who may open and who may send."""
    found: dict[str, tuple[str, str]] = {}
    for line in ACCESS.strip().splitlines():
        if not line.startswith(" "):
            opens, takes = line.split()
            continue
        for name in _names(line.strip()):
            assert name not in found, f"{name} stands twice in the table"
            found[name] = (opens.strip("-"), takes.strip("-"))
    return found


def _names(line: str) -> list[str]:
    family = _FAMILY.fullmatch(line)
    if family is None:
        return [line]
    return [f"{family[1]}{end}" for end in family[2].split(",")]

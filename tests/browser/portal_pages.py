"""A portal with everything that has ever pushed a page out of shape."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from categories.models import Category
from portal.core.content import State
from tests.factories import (
    make_article,
    make_author,
    make_image,
    make_page,
    make_superuser,
    make_tag,
)

LONG_TITLE = (
    "Ủy ban nhân dân thành phố Minh Giang ban hành kế hoạch tuyên truyền, phổ biến, giáo dục pháp "
    "luật về phòng cháy, chữa cháy tại khu dân cư năm 2026"
)
UNBROKEN = "https://minhgiang.example/" + "khonggianmang" * 14
TABLE = "Lịch làm việc"
CELLS = "".join(f'<th scope="col">Cột số {number} của bảng</th>' for number in range(14))
WIDE_TABLE = f"<table><caption>{TABLE}</caption><thead><tr>{CELLS}</tr></thead></table>"
BODY = (
    "<h2>Nội dung chính</h2><p>Kế hoạch gồm ba phần.</p>"
    f'<p>Xem <a href="{UNBROKEN}">{UNBROKEN}</a>.</p>{WIDE_TABLE}'
    "<blockquote><p>Phòng hơn chữa.</p></blockquote><ol><li>Một</li><li>Hai</li></ol>"
    '<section class="facts"><h2>Con số</h2><dl><div><dt>Buổi</dt><dd>24</dd></div></dl></section>'
)
PUBLISHED = datetime(2026, 5, 23, 7, 30, tzinfo=timezone.get_default_timezone())


def fill_portal() -> dict[str, str]:
    """Store articles of every shape and return the addresses of pages by their names."""
    by = make_superuser()
    category = Category.objects.get(slug="tin-tuc-su-kien")
    author = make_author("Nguyễn Phước Bảo Minh Quang", unit="Trung tâm Văn hóa – Thể thao")
    image = make_image(by, caption="Cầu Bạch Sa lúc sáng sớm")
    for number in range(21):  # more than one page of the list
        make_article(by=by, category=category, lead_image=image if number % 3 else None)
    for side in Category.objects.filter(show_in_sidebar=True):
        make_article(by=by, category=side, lead_image=image, title=f"Tin của mục {side}")
    article = make_article(
        by=by,
        category=category,
        title=LONG_TITLE,
        summary="Từng hộ gia đình được hướng dẫn thoát nạn và dùng bình chữa cháy.",
        body=BODY,
        authors=(author, make_author("Thu Phương")),
        tags=(make_tag("phòng cháy, chữa cháy"),),
        lead_image=image,
        at=PUBLISHED,
        featured_until=timezone.now() + timedelta(days=9),
        source_name="Báo Minh Giang",
        source_url=UNBROKEN,
    )
    standing = make_page(by=by, title="Cơ cấu tổ chức", body=BODY, show_in_footer=True)
    english = make_page(by=by, title="Organisation", language="en", twin=standing, body=BODY)
    gone = make_article(State.WITHDRAWN, by=by, category=category)
    tag = article.tag_list[0]
    search = reverse("front:search")
    return {
        "home": "/",
        "category": category.get_absolute_url(),
        "article": article.get_absolute_url(),
        "category, a month": f"{category.get_absolute_url()}?nam=2026&thang=5",
        "search": f"{search}?{urlencode({'q': 'thanh pho'})}",
        "search, nothing asked": search,
        "search, nothing found": f"{search}?q=khongcogi",
        "archive, year": reverse("front:archive-year", args=[2026]),
        "archive, month": reverse("front:archive-month", args=[2026, 5]),
        "archive, day": reverse("front:archive-day", args=[2026, 5, 23]),
        "author": author.get_absolute_url(),
        "tag": tag.get_absolute_url(),
        "site map": reverse("front:site-map"),
        "privacy": reverse("front:privacy"),
        "standing page": standing.get_absolute_url(),
        "English page": english.get_absolute_url(),
        "English front page": "/en/",
        "display": reverse("front:display"),
        "report": f"{reverse('reports:report')}?trang={article.get_absolute_url()}",
        "report, received": reverse("reports:received"),
        "not found": "/khong-co-trang-nay/",
        "gone": gone.get_absolute_url(),
    }

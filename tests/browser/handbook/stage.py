"""The desk of the demo city on one morning, with a piece of work in each situation of the book."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from time_machine import Traveller

from categories.delegations import Delegation
from categories.models import Category
from news.models import Article, Author
from portal.core.accounts.models import User
from portal.core.content import Status
from portal.core.media.models import Image
from portal.core.review import actions as talk
from portal.core.workflow import actions
from portal.front.demo import loader
from portal.front.demo.cast import PASSWORD

MORNING = datetime(2026, 6, 15, 1, 30, tzinfo=UTC)
"""Monday, half past eight in Vietnam."""
GARDEN = "Tổ 12 khu Kiến Thiết làm vườn rau chung trên bãi đất từng chứa rác"
RETURNED = "Phường Bến Ngọc gặp mặt các hộ nhường đất mở đường"
MARKET = "Ghi ở chợ đêm ven sông"
LANE = "Ngõ 45 đường Chu Mạnh Trinh rộng thêm hai mét"
TREE = "Cấm đường Bạch Đằng từ 9 giờ vì cây đổ"
WATER = "Danh sách hộ nhận bồn chứa nước đợt hai"
BRIDGE = "Cầu Bạch Sa đóng một làn trong tuần này"
OLD = "Lịch cắt điện tuần thứ hai của tháng sáu"


@dataclass
class Stage:
    """Who works here, what lies on the desk, and the clock of the day."""

    clock: Traveller
    people: dict[str, User] = field(default_factory=dict)

    def article(self, title: str) -> Article:
        """Return the article of that title, never its working copy."""
        return Article.objects.get(title=title, copy_of=None)

    def later(self, minutes: int = 5) -> None:
        """Let some time pass."""
        self.clock.shift(timedelta(minutes=minutes))

    def write(self, title: str, by: str, category: str, summary: str, body: str) -> Article:
        """Store a draft, signed by whoever writes under a pen name in the demo."""
        article = Article(title=title, summary=summary, body=body)
        article.category = Category.objects.get(slug=category)
        author = Author.objects.filter(user=self.people[by]).first()
        names = [author] if author else []
        actions.save(article, by=self.people[by], save_relations=lambda: article.set_authors(names))
        self.later()
        return article


def set_up(clock: Traveller) -> Stage:
    """Load the demo and bring the desk into the situations that the chapters show."""
    clock.move_to(MORNING - timedelta(hours=20))
    loader.load()
    stage = Stage(clock)
    # The page of an account shows where its salt begins.
    User.objects.filter(is_demo=True).update(password=make_password(PASSWORD, salt="minhgiang"))
    stage.people = {user.username: user for user in User.objects.filter(is_demo=True)}
    for bring_about in (_lane, _garden, _tree, _water, _bridge, _old, _delegation):
        bring_about(stage)
    clock.move_to(MORNING)
    return stage


def _lane(stage: Stage) -> None:
    """Published, then changed in a working copy that waits to be approved."""
    writer, editor, chief = (stage.people[n] for n in ("congtacvien", "bientap", "truongban"))
    lane = stage.write(
        LANE,
        "congtacvien",
        "van-minh-do-thi",
        "Sáu mươi tư hộ lùi tường rào để xe cứu thương, xe chữa cháy vào được tận cuối ngõ.",
        "<p>Sáng chủ nhật, những mét tường rào cuối cùng của ngõ 45 được dỡ xuống. Cả ngõ có 64 "
        "hộ hiến đất, tổng cộng 310 m².</p><p>Phường đổ bê tông mặt ngõ trong tháng bảy.</p>",
    )
    lane.lead_image = Image.objects.order_by("pk").first()
    actions.save(lane, by=writer)
    stage.later(25)
    actions.submit(lane, by=writer)
    stage.later(40)
    lane = actions.publish(lane, by=chief)
    stage.later(90)
    copy = actions.revise(lane, by=editor)
    copy.summary = copy.summary.replace("Sáu mươi tư", "Bốn mươi sáu")
    copy.body = copy.body.replace("64 hộ hiến đất", "46 hộ hiến đất").replace(
        "trong tháng bảy", "trước ngày 15/7"
    )
    copy.change_note = "Số hộ hiến đất đúng là 46, không phải 64."
    actions.save(copy, by=editor)
    stage.later()
    actions.submit(copy, by=editor)
    stage.later()


def _garden(stage: Stage) -> None:
    """Sent to be reviewed, and talked about."""
    garden = stage.article(GARDEN)
    chief, editor = stage.people["truongban"], stage.people["bientap"]
    first = talk.add(
        garden,
        by=chief,
        text="Nên nói rõ ai cho phép dùng bãi đất này.",
        quotation="đổ thêm đất màu và chia thành 22 luống",
        mention=[editor],
    )
    stage.later()
    talk.add(garden, by=editor, text="Em hỏi lại tổ trưởng sáng nay.", parent=first)
    stage.later()


def _tree(stage: Stage) -> None:
    """Published by its writer alone, waiting for the second person."""
    tree = stage.write(
        TREE,
        "bientap",
        "quan-ly-do-thi",
        "Xe từ cầu Bạch Sa vào trung tâm đi theo đường Hùng Vương cho đến khi dọn xong cây.",
        "<p>Cây xà cừ trước số 18 đường Bạch Đằng đổ lúc 8 giờ, không ai bị thương.</p>",
    )
    reason = "Người dân cần biết ngay; trưởng ban đang trên máy bay."
    actions.publish_urgently(tree, by=stage.people["bientap"], reason=reason)
    stage.later()


def _water(stage: Stage) -> None:
    """A draft that the checks hold back."""
    stage.write(
        WATER,
        "congtacvien",
        "tin-tuc-su-kien",
        "Đợt hai có 38 hộ ở ba tổ cuối nguồn nước nhận bồn chứa 1.000 lít.",
        "<p>Hộ đầu danh sách là ông Lê Văn Tám, căn cước số 079185004321.</p>"
        "<p>Mời bà con xem  danh sách đầy đủ tại nhà văn hóa tổ.</p>",
    )


def _bridge(stage: Stage) -> None:
    """Sent to be reviewed; two people will work on it at once."""
    bridge = stage.write(
        BRIDGE,
        "congtacvien",
        "tin-tuc-su-kien",
        "Từ thứ ba đến thứ sáu, làn phía thượng lưu đóng để thay khe co giãn.",
        "<p>Việc thay khe co giãn làm từ 8 giờ đến 17 giờ.</p>"
        "<p>Xe máy vẫn qua cầu bình thường; xe tải trên 5 tấn đi cầu Chu Hạ.</p>",
    )
    actions.submit(bridge, by=stage.people["congtacvien"])
    stage.later()


def _old(stage: Stage) -> None:
    """Published, and taken down with a word to readers."""
    old = stage.write(
        OLD,
        "bientap",
        "tin-tuc-su-kien",
        "Điện lực Minh Giang hoãn cắt điện cả tuần vì nắng nóng.",
        "<p>Lịch này không còn hiệu lực.</p>",
    )
    old = actions.publish(old, by=stage.people["truongban"])
    stage.later(60)
    actions.withdraw(
        old,
        by=stage.people["truongban"],
        reason="Thông tin không còn đúng",
        notice="Điện lực đã hoãn cắt điện. Lịch mới sẽ đăng khi có.",
    )
    stage.later()


def _delegation(stage: Stage) -> None:
    """The chief is on leave this week."""
    Delegation.objects.create(
        giver=stage.people["truongban"],
        receiver=stage.people["bientap"],
        begins_at=timezone.now(),
        until=MORNING + timedelta(days=5),
        reason="Nghỉ phép từ 15 đến 19/6",
        made_by=stage.people["truongban"],
    )


def copy_of_lane(stage: Stage) -> Article:
    """Return the working copy that waits."""
    copy = Article.objects.get(copy_of=stage.article(LANE))
    assert copy.status == Status.SUBMITTED
    return copy

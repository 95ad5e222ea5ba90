"""Unfinished work on the demo's desk, one piece in each state."""

from dataclasses import dataclass

from portal.core.content import Status


@dataclass(frozen=True)
class DeskPiece:
    """An article that is not public yet."""

    by: str
    author: str
    category: str
    status: Status
    title: str
    summary: str
    body: str
    reason: str = ""


DESK_WORK = (
    DeskPiece(
        by="congtacvien",
        author="hoang-nam",
        category="van-minh-do-thi",
        status=Status.SUBMITTED,
        title="Tổ 12 khu Kiến Thiết làm vườn rau chung trên bãi đất từng chứa rác",
        summary=(
            "Bãi đất 300 m² bỏ không nhiều năm nay được 22 hộ chia luống trồng rau. "
            "Mỗi tuần một nhà trực tưới, rau thừa đem biếu người già trong tổ."
        ),
        body=(
            "<p>Hai năm trước, góc đất cuối ngõ 45 là nơi đổ gạch vỡ và túi ni lông. Chị Tạ Thị "
            "Mến, tổ trưởng tổ 12, kể rằng xe rác không vào được ngõ nên ai cũng tiện tay "
            "vứt.</p><p>Tháng trước các hộ góp mỗi nhà hai buổi dọn, đổ thêm đất màu và chia "
            "thành 22 luống. Nước tưới lấy từ bể hứng nước mưa của nhà văn hóa.</p>"
            "<ul><li>Không dùng thuốc trừ sâu hóa học.</li><li>Rác hữu cơ ủ tại chỗ làm phân."
            "</li><li>Nhà nào nghỉ trực báo trước một ngày.</li></ul>"
        ),
    ),
    DeskPiece(
        by="congtacvien",
        author="hoang-nam",
        category="tin-tuc-su-kien",
        status=Status.RETURNED,
        title="Phường Bến Ngọc gặp mặt các hộ nhường đất mở đường",
        summary=(
            "Buổi gặp mặt ghi nhận 46 hộ đã lùi tường rào để mở rộng ngõ; phường trả lời các "
            "câu hỏi về cấp lại giấy chứng nhận sau khi diện tích thay đổi."
        ),
        body=(
            "<p>Phường Bến Ngọc tổ chức gặp mặt các hộ dân đã nhường đất mở đường. Tại buổi "
            "gặp, nhiều hộ hỏi về thủ tục đính chính diện tích trên giấy chứng nhận.</p>"
        ),
        reason=(
            "Bài cần ghi rõ ngày tổ chức, số hộ đã được cấp lại giấy chứng nhận "
            "và người trả lời của phường."
        ),
    ),
    DeskPiece(
        by="congtacvien",
        author="hoang-nam",
        category="van-minh-do-thi",
        status=Status.DRAFT,
        title="Ghi ở chợ đêm ven sông",
        summary=(
            "Những gian hàng đầu tiên dọn ra lúc sáu giờ chiều, khi nắng còn đỏ trên mặt sông "
            "Lam Giang; chín giờ thì cả bờ kè đã sáng đèn."
        ),
        body="<p>Bà Lụa bán bánh đúc bắt đầu nhóm bếp từ năm giờ chiều.</p>",
    ),
    DeskPiece(
        by="bientap",
        author="thu-phuong",
        category="quan-ly-do-thi",
        status=Status.PUBLISHED,
        title="Từ ngày mai, cấm đỗ xe một bên trên ba tuyến phố quanh chợ trung tâm",
        summary=(
            "Ngày chẵn đỗ bên số nhà chẵn, ngày lẻ đỗ bên số nhà lẻ; lực lượng chức năng nhắc "
            "nhở trong hai tuần đầu trước khi xử phạt."
        ),
        body=(
            "<p>Quy định áp dụng trên các đường Trần Phú (đoạn từ chợ đến ngã tư Hùng Vương), "
            "Bạch Đằng và Chu Mạnh Trinh, từ 6 giờ đến 21 giờ hằng ngày.</p><p>Người dân cần đỗ "
            "xe lâu có thể dùng bãi xe sau Nhà văn hóa phường Gia Lộc, sức chứa 140 ô tô, miễn "
            "phí hai giờ đầu.</p>"
        ),
    ),
)

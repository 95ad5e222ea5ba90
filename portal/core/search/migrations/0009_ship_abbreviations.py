"""The abbreviations and synonyms that a new portal starts with; chiefs change them as they like.

Words are compared without accents, so an abbreviation that then reads like a syllable of everyday
language is left out, however common it is among officials: TU (từ, tự, tư), ĐU (du, dù), CA (ca, cả),
DA (da, đa), HU (hư, hũ), UB alone, P, Q.  So are those of which citizens mean several things alike:
TT, CT, HĐ, HD, CP, DN, QH, QC, VP.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from portal.core.text import fold

# One set in each line, its phrases divided by "|".
ABBREVIATIONS = """
UBND|Ủy ban nhân dân
HĐND|Hội đồng nhân dân
MTTQ|Mặt trận Tổ quốc
UBMTTQ|UB MTTQ|Ủy ban Mặt trận Tổ quốc
MTTQVN|Mặt trận Tổ quốc Việt Nam
BTV|Ban Thường vụ
BTV|biên tập viên
BCH|Ban Chấp hành
BCH|Ban Chỉ huy
BCHQS|Ban Chỉ huy Quân sự
BTVTU|Ban Thường vụ Tỉnh ủy
BTVTU|Ban Thường vụ Thành ủy
BCĐ|Ban Chỉ đạo
BTC|Ban Tổ chức
BTC|Bộ Tài chính
BBT|Ban Biên tập
BBT|Ban Bí thư
BQL|Ban Quản lý
BQLDA|Ban QLDA|Ban Quản lý dự án
BCT|Bộ Chính trị
BCT|Bộ Công Thương
TW|Trung ương
PCT|Phó Chủ tịch
CT UBND|Chủ tịch UBND|Chủ tịch Ủy ban nhân dân
PCT UBND|Phó Chủ tịch UBND|Phó Chủ tịch Ủy ban nhân dân
CT HĐND|Chủ tịch HĐND|Chủ tịch Hội đồng nhân dân
PCT HĐND|Phó Chủ tịch HĐND|Phó Chủ tịch Hội đồng nhân dân
ĐBQH|đại biểu Quốc hội
UBTVQH|Ủy ban Thường vụ Quốc hội
TTg|Thủ tướng|Thủ tướng Chính phủ
LĐTBXH|LĐ-TB&XH|Lao động - Thương binh và Xã hội
TNMT|TN&MT|tài nguyên môi trường|tài nguyên và môi trường
NNMT|NN&MT|nông nghiệp môi trường|nông nghiệp và môi trường
NNPTNT|NN&PTNT|nông nghiệp và phát triển nông thôn
GDĐT|GD&ĐT|giáo dục đào tạo|giáo dục và đào tạo
KHCN|KH&CN|khoa học công nghệ|khoa học và công nghệ
VHTTDL|VHTT&DL|văn hóa, thể thao và du lịch
VHTT|văn hóa thông tin|văn hóa và thông tin
VHTT|văn hóa thể thao|văn hóa và thể thao
VHXH|VH-XH|văn hóa xã hội|văn hóa và xã hội
GTVT|giao thông vận tải
BYT|Bộ Y tế
BCA|Bộ Công an
BQP|Bộ Quốc phòng
BNV|Bộ Nội vụ
BTP|Bộ Tư pháp
BXD|Bộ Xây dựng
CHXHCN|cộng hòa xã hội chủ nghĩa
XHCN|xã hội chủ nghĩa
ĐCSVN|Đảng Cộng sản Việt Nam
ĐHĐB|đại hội đại biểu
HCM|Hồ Chí Minh
TPHCM|TP.HCM|TP Hồ Chí Minh|Thành phố Hồ Chí Minh
ĐBSCL|đồng bằng sông Cửu Long
QĐ|quyết định
NQ|nghị quyết
NĐ|nghị định
KH|kế hoạch
TB|thông báo
CV|công văn
BC|báo cáo
TTr|tờ trình
TTLT|thông tư liên tịch
VBQPPL|văn bản quy phạm pháp luật
TP|thành phố
TX|thị xã
TDP|tổ dân phố
KDC|khu dân cư
KCN|khu công nghiệp
CCN|cụm công nghiệp
KTX|ký túc xá
GPMB|giải phóng mặt bằng
TĐC|tái định cư
QSDĐ|quyền sử dụng đất
QHSDĐ|quy hoạch sử dụng đất
KHSDĐ|kế hoạch sử dụng đất
VPĐKĐĐ|văn phòng đăng ký đất đai
GPXD|giấy phép xây dựng
QLĐT|quản lý đô thị
NƠXH|nhà ở xã hội
XDCB|xây dựng cơ bản
ĐTXD|đầu tư xây dựng
ĐTC|đầu tư công
VLXD|vật liệu xây dựng
TTHC|thủ tục hành chính
DVC|dịch vụ công
DVCTT|dịch vụ công trực tuyến
HCC|hành chính công
CCHC|cải cách hành chính
CĐS|chuyển đổi số
CNTT|công nghệ thông tin
QLNN|quản lý nhà nước
CBCC|cán bộ, công chức
CCVC|công chức, viên chức
CBCCVC|cán bộ, công chức, viên chức
NLĐ|người lao động
QCDC|quy chế dân chủ
PCTN|phòng, chống tham nhũng
THTKCLP|thực hành tiết kiệm, chống lãng phí
KNTC|khiếu nại, tố cáo
VPHC|vi phạm hành chính
PBGDPL|phổ biến, giáo dục pháp luật
TGPL|trợ giúp pháp lý
TAND|tòa án nhân dân
VKSND|viện kiểm sát nhân dân
THADS|thi hành án dân sự
KTXH|KT-XH|kinh tế xã hội|kinh tế và xã hội
QPAN|QP-AN|quốc phòng an ninh|quốc phòng và an ninh
ANTT|an ninh, trật tự
TTATXH|trật tự an toàn xã hội
TTATGT|trật tự an toàn giao thông
ATGT|an toàn giao thông
TNGT|tai nạn giao thông
GTNT|giao thông nông thôn
CSGT|cảnh sát giao thông
CAND|công an nhân dân
QĐND|quân đội nhân dân
BĐBP|bộ đội biên phòng
LLVT|lực lượng vũ trang
DQTV|dân quân tự vệ
NVQS|nghĩa vụ quân sự
PCCC|phòng cháy, chữa cháy|phòng cháy và chữa cháy
CNCH|cứu nạn, cứu hộ
PCTT|phòng, chống thiên tai
TKCN|tìm kiếm cứu nạn
NTM|nông thôn mới
XDNTM|xây dựng nông thôn mới
OCOP|mỗi xã một sản phẩm
MTQG|mục tiêu quốc gia
CTMTQG|chương trình MTQG|chương trình mục tiêu quốc gia
DTTS|dân tộc thiểu số
NSNN|ngân sách nhà nước
SXKD|sản xuất, kinh doanh|sản xuất và kinh doanh
HTX|hợp tác xã
DNNN|doanh nghiệp nhà nước
DNNVV|doanh nghiệp nhỏ và vừa
DNTN|doanh nghiệp tư nhân
TNHH|trách nhiệm hữu hạn
CTCP|công ty cổ phần
ĐKKD|đăng ký kinh doanh
GPKD|giấy phép kinh doanh
GTGT|giá trị gia tăng
TNCN|thu nhập cá nhân
TNDN|thu nhập doanh nghiệp
MST|mã số thuế
BHYT|bảo hiểm y tế
BHXH|bảo hiểm xã hội
BHTN|bảo hiểm thất nghiệp
BTXH|bảo trợ xã hội
ATTP|an toàn thực phẩm
VSATTP|vệ sinh an toàn thực phẩm
TTYT|trung tâm y tế
BVĐK|bệnh viện đa khoa
TCMR|tiêm chủng mở rộng
KHHGĐ|kế hoạch hóa gia đình
BVMT|bảo vệ môi trường
ATVSLĐ|an toàn, vệ sinh lao động
XKLĐ|xuất khẩu lao động
GKS|giấy khai sinh
GPLX|giấy phép lái xe|bằng lái xe
CMND|chứng minh nhân dân|chứng minh thư
NCC|người có công
THCS|trung học cơ sở
THPT|trung học phổ thông
PTDT|phổ thông dân tộc
PTDTNT|phổ thông dân tộc nội trú
GDTX|giáo dục thường xuyên
GDNN|giáo dục nghề nghiệp
HSSV|học sinh, sinh viên
SGK|sách giáo khoa
CLB|câu lạc bộ
TTVH|trung tâm văn hóa
NVH|nhà văn hóa
ĐSVH|đời sống văn hóa
TDTT|thể dục, thể thao
CTV|cộng tác viên
CCB|cựu chiến binh
TNXP|thanh niên xung phong
ĐTN|Đoàn Thanh niên
ĐVTN|đoàn viên, thanh niên
HPN|Hội Phụ nữ
LHPN|Liên hiệp Phụ nữ
HND|Hội Nông dân
LĐLĐ|Liên đoàn Lao động
BMVNAH|Mẹ VNAH|Mẹ Việt Nam anh hùng|Bà mẹ Việt Nam anh hùng
"""
SYNONYMS = """
sổ đỏ|GCNQSDĐ|GCN QSDĐ|giấy chứng nhận QSDĐ|giấy chứng nhận quyền sử dụng đất
một cửa|bộ phận một cửa|bộ phận tiếp nhận và trả kết quả|TTPVHCC|trung tâm phục vụ hành chính công
đền bù|bồi thường
đất ở|đất thổ cư
xe buýt|xe bus
online|trực tuyến
email|e-mail|thư điện tử
website|trang web
wifi|wi-fi
covid|covid-19|covid19
vắc xin|vacxin|vaccine
tiêm chủng|tiêm phòng|chích ngừa
trạm y tế|trạm xá|TYT
cúp điện|cắt điện|mất điện|ngừng cấp điện|ngừng cung cấp điện
cúp nước|cắt nước|ngừng cấp nước|ngừng cung cấp nước
người cao tuổi|người già|NCT
người khuyết tật|người tàn tật|NKT
đăng ký khai sinh|làm giấy khai sinh
giấy chứng tử|giấy khai tử|trích lục khai tử
giấy độc thân|giấy xác nhận tình trạng hôn nhân
trường THPT|trường trung học phổ thông|trường cấp 3|trường cấp ba
trường THCS|trường trung học cơ sở|trường cấp 2|trường cấp hai
chính quyền hai cấp|chính quyền 2 cấp|chính quyền địa phương hai cấp|chính quyền địa phương 2 cấp
dịch tả heo châu Phi|dịch tả lợn châu Phi
chăn nuôi heo|chăn nuôi lợn
vỉa hè|hè phố
rác thải sinh hoạt|chất thải rắn sinh hoạt
nhà trọ|phòng trọ
Tết Nguyên đán|Tết âm lịch|Tết ta
"""
RENAMED = """
CCCD|căn cước|thẻ căn cước|căn cước công dân|thẻ CCCD|thẻ căn cước công dân
"""
DEFAULTS = [
    (kind, lines.split("|"))
    for kind, sets in (
        ("abbreviation", ABBREVIATIONS),
        ("synonym", SYNONYMS),
        ("renamed", RENAMED),
    )
    for lines in sets.strip().splitlines()
]


def ship(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the sets of which no set in the table has the first phrase yet."""
    synonym = apps.get_model("search", "Synonym")
    key = apps.get_model("search", "SynonymPhrase")
    known = set(key.objects.values_list("folded", flat=True))
    for kind, texts in DEFAULTS:
        if fold(texts[0]) not in known:
            row = synonym.objects.create(
                phrases="\n".join(texts), kind=kind, search_words=fold(" ".join(texts))
            )
            key.objects.bulk_create(key(synonym=row, folded=fold(t), text=t) for t in texts)


def take_back(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Delete the sets that are still as they were shipped; what people changed stays."""
    shipped = ["\n".join(texts) for _, texts in DEFAULTS]
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.filter(version=1, phrases__in=shipped).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0008_create_synonyms")]

    operations = [migrations.RunPython(ship, take_back)]

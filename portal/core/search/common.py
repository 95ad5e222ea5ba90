"""The syllables that stand in nearly every Vietnamese text.

Two of them side by side are indexed as one more mark (`mark_of`), so that a phrase of common
syllables is found without reading every text that has them somewhere.  The list only decides
what is quick, never what is found; after a change of it the index must be written anew
(`words.VERSION`).
"""

from collections.abc import Sequence
from itertools import compress
from operator import and_

_LIST = """
    an ba bac ban bang bao bay ben benh bi bien bo bon buoc buoi ca cac cach cai cam can cao cap
    cau cham chat chi chieu chinh cho chong chu chua chuc chung chuong chuyen co con cong cu cua
    cung cuoc cuoi da dai dam dan dang danh dao dat dau day de den dep di dia dich dien dieu dinh
    do doan doanh doi don dong du duc dung duoc duong em gia giai giam gian giao giay gio giu gom
    gop ha hai ham han hang hanh hao hay he hien hiep hieu hinh ho hoa hoach hoan hoat hoc hoi hon
    hop huong huyen ke ket khac khai khan khi kho khoa khoi khong khu kiem kien kinh la lai lam
    lan lanh lao lap le lich lien lo loai loi lon lop luat luc luong mai manh mat mau mo moi mon
    mot muc mung muoi nam nang nay nen ngan nganh ngay nghe nghi nghiep nghiem ngoai nguoi nguon
    nha nham nhan nhat nhiem nhieu nho nhu nhung ninh no noi nong nu nuoc phai pham phan phap phat
    phep pho phoi phong phu phuc phuong qua quan quang qui quoc quyen quyet ra rong sach sai san
    sang sau se sinh so song su sua tac tai tam tan tang tao tap te tham than thang thanh thao the
    theo thi thieu tho thoi thon thong thu thuan thuc thuoc thuong thuy ti tich tien tiep tin tinh
    to toan toc toi ton tong tra trach tram trang trat tre tren tri trien trieu trinh tro trong
    trung truoc truong truyen tu tuc tuoi tuyen uong uy va van vao ve vi viec vien viet vinh vo
    voi von vu vuc vung xa xay xe xu xuat y yeu
"""
COMMON = frozenset(_LIST.split())


def mark_of(first: str, second: str) -> str | None:
    """Return the mark of two neighbouring folded words, or None if they have none.

    It holds a character that no word holds.
    """
    return f"{first}_{second}" if first in COMMON and second in COMMON else None


def marks_of(folded: Sequence[str]) -> set[str]:
    """Return the marks of all neighbours in a text."""
    common = list(map(COMMON.__contains__, folded))
    pairs = zip(folded, folded[1:], strict=False)
    both = map(and_, common, common[1:])
    return {f"{first}_{second}" for first, second in compress(pairs, both)}

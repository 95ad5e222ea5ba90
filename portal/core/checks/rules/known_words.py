"""Abbreviations that readers of a portal know, or that the portal explains by its search."""

from functools import cache
from importlib import import_module

_SHIPPED = "portal.core.search.migrations.0009_ship_abbreviations"
"""The official list that a new portal starts with; a migration that has been released stays."""

_WELL_KNOWN = """
    AA AAA ADN AFC AFF AI AIDS AN ANTT APEC API APP ASEAN ATM BBC BC BCA BGDĐT BHXH BHYT BOT BQP
    BT BTC BTO BXD BYT BĐS CCCD CCTV CEO CM COVID CP CPI CPTPP CSDL CSGT CSS CT CTTĐT CV CĐ DN DNA
    DTTS DVC EU EVFTA EVN FAO FDI FIFA FPT FTA GD GDP GMT GPS GRDP GS GTVT HA HCM HCTĐ HIV HLV HS
    HTML HTTP HTTPS HĐ HĐBT HĐQT ICT ID IELTS IMF IOC IP ISO IT IUU KCN KG KH KHCN KM KPI KT KV KW
    LED LHQ LPG LĐ MB MM MT MTTQ MW NASA NATO NCKH NGO NHNN NHTM NN NQ NSND NSUT NSƯT NV NXB NĐ
    ODA OECD OK OTP PCI PDF PGS PR PTS PV PVN PVĐ QH QL QP QPPL QR QĐ SEA SIM SMS SOS SV TB TBT TC
    TCVN TGĐ THPT TKV TL TNHH TP TPHCM TS TT TTXVN TTr TV TW ThS TĐ UAE UBND UEFA UN UNDP UNESCO
    UNICEF URL USA USB USD VAR VAT VFF VH VIP VN VNA VND VNEID VNPAY VNPT VNĐ VOV VTC VTV VĐV WB
    WHO WIFI WTO WWW XH XHCN XML ZALO ĐCS ĐCSVN ĐH ĐHQG ĐT
"""


@cache
def known_abbreviations() -> frozenset[str]:
    """Return every abbreviation that needs no explaining, in capitals."""
    lines: str = import_module(_SHIPPED).ABBREVIATIONS
    shipped = {word for line in lines.split() for word in line.replace("|", " ").split()}
    capitals = {word for word in shipped if word[:1].isupper() and word[1:].upper() == word[1:]}
    return frozenset({word.upper() for word in _WELL_KNOWN.split()} | capitals)


def is_known_abbreviation(word: str) -> bool:
    """Return whether a word in capitals, perhaps of several parts ("TT&TT"), is well known."""
    known = known_abbreviations()
    if word.upper() in known:
        return True
    parts = [part for part in word.replace("&", "-").replace("/", "-").split("-") if part]
    return len(parts) > 1 and all(part.upper() in known for part in parts)

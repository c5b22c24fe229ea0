"""Words that browsers split in the wrong place: they break Thai by a word list that knows ท้อง but not ท้องถิ่น.

The words are wrapped in <span class="nb">, which the style sheet keeps on one line.
"""

import re

from markupsafe import Markup, escape

_PROVINCES = """
กาญจนบุรี กาฬสินธุ์ กำแพงเพชร ขอนแก่น จันทบุรี ฉะเชิงเทรา ชลบุรี ชัยนาท ชัยภูมิ เชียงราย
เชียงใหม่ นครนายก นครปฐม นครพนม นครราชสีมา นครศรีธรรมราช นครสวรรค์ นนทบุรี นราธิวาส
บึงกาฬ บุรีรัมย์ ปทุมธานี ประจวบคีรีขันธ์ ปราจีนบุรี ปัตตานี พระนครศรีอยุธยา พะเยา พังงา
พัทลุง พิจิตร พิษณุโลก เพชรบุรี เพชรบูรณ์ มหาสารคาม มุกดาหาร แม่ฮ่องสอน ยโสธร ร้อยเอ็ด
ระนอง ระยอง ราชบุรี ลพบุรี ลำปาง ลำพูน ศรีสะเกษ สกลนคร สงขลา สมุทรปราการ สมุทรสงคราม
สมุทรสาคร สระแก้ว สระบุรี สิงห์บุรี สุโขทัย สุพรรณบุรี สุราษฎร์ธานี สุรินทร์ หนองคาย
หนองบัวลำภู อ่างทอง อำนาจเจริญ อุดรธานี อุตรดิตถ์ อุทัยธานี อุบลราชธานี กระบี่
กรุงเทพมหานคร ภูเก็ต
"""  # short names (ตาก, เลย) are no trouble and occur inside other words: left out
_WORDS = """
กระจายอำนาจ ท้องถิ่น มาตรฐาน นายกรัฐมนตรี รัฐมนตรี นายทะเบียน ส่งซ้ำ ของจริง ขึ้นที่นี่
สารบรรณ ราชการ อิเล็กทรอนิกส์ ธรรมาภิบาล
"""
KEPT_TOGETHER = (*_WORDS.split(), *_PROVINCES.split())
_PATTERN = re.compile("|".join(KEPT_TOGETHER))


def keep_words(text: str | Markup) -> Markup:
    """Return `text` escaped (a Markup is taken as safe), its known words each kept on one line.

    Words inside tags of a Markup are left alone.
    """
    safe = str(escape(text))
    pieces = re.split(r"(<[^>]*>)", safe)
    return Markup("".join(piece if piece.startswith("<") else _wrap(piece) for piece in pieces))


def keep_line(text: object) -> Markup:
    """Return the whole `text`, escaped, on one line: a person's name, a short title."""
    return Markup('<span class="nb">{}</span>').format(text)


def _wrap(text: str) -> str:
    return _PATTERN.sub(lambda hit: f'<span class="nb">{hit[0]}</span>', text)

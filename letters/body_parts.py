"""A pasted body in its three parts: ภาคเหตุ, ภาคความประสงค์, ภาคสรุป (saraban.md 1.4)."""

from __future__ import annotations

import re

_CONCLUSION = re.compile(r"จึง\s*(?:เรียน|แจ้ง|ขอ|กราบ)")
_PURPOSE = re.compile(r"(?:ดังนั้น|ในการนี้|เพื่อให้|ทั้งนี้|จังหวัด[ก-๙]*พิจารณาแล้ว|อำเภอ[ก-๙]*พิจารณาแล้ว)")


def split_body(text: str) -> tuple[str, str, str]:
    """Give cause, purpose and conclusion of a whole body, a paragraph a line; parts that are not there are empty.

    The last paragraph that opens with จึงเรียนมา and what follows it are the conclusion; the purpose begins at the
    first paragraph with one of its usual openings. No word is lost or moved.
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    end = next((at for at in range(len(lines) - 1, 0, -1) if _CONCLUSION.match(lines[at])), len(lines))
    middle = next((at for at in range(1, end) if _PURPOSE.match(lines[at])), end)
    cause, purpose, conclusion = lines[:middle], lines[middle:end], lines[end:]
    return "\n".join(cause), "\n".join(purpose), "\n".join(conclusion)

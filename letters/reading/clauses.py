"""Cuts what a letter asks into clauses: an action, of whom, by when, in the words of the letter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from letters.reading.action_wording import DOING, Verb, verbs_in
from letters.reading.asked_of import Asked, above, asked_in
from letters.reading.audience import Kinds, Scope, named_in, rank
from letters.reading.body_zones import Part
from letters.reading.clause import Clause
from letters.reading.due import Due
from letters.reading.duty import Action
from letters.reading.phrase_ends import TOLD, bare_end, end_of, start_of
from letters.reading.squeezed import Squeezed

MOST = 80  # far more than any letter asks; bounds what a text that is no letter can cost
_TURNS = re.compile(r"เพื่อ(?!น|โปรด)|หาก|กรณี|ซึ่ง|สามารถ|จะได้|เมื่อ|เนื่องจาก|ถ้า")
_RESUMES = re.compile(
    r"และ(?:ขอ)?ให้|ขอให้|โปรด|กรุณา|จึง|พร้อมทั้ง|ขอความ|โดยขอ|ให้(?=รายงาน|ส่ง|จัดส่ง|แจ้ง|บันทึก|ดำเนินการ)|และ(?=ส่ง|รายงาน|จัดส่ง|บันทึก|แจ้ง)"
)
_WISHES = re.compile(r"(?:หาก|กรณี|ถ้า|สามารถ)[^\s]{0,30}?(?:ประสงค์|สนใจ|สมัครใจ|ต้องการ|ลงทะเบียน|สมัคร)")
_OPTIONAL = re.compile(r"ตามความสมัครใจ|ตามความเหมาะสม|\(ถ้ามี\)")
_ASK_LEAD = re.compile(
    r"(?:ในการนี้|ดังนั้น|ทั้งนี้|อนึ่ง|และ|โดย)?,?(?:จึง)?(?:ใคร่)?(?:ขอ)?(?:ให้|ความ(?:ร่วมมือ|กรุณา|อนุเคราะห์)(?:ให้|ท่าน)?|ได้โปรด|โปรด|กรุณา|เชิญ)"
)
_COMPLY = re.compile(r"(?:พิจารณา)?(?:ทราบ|(?:ถือ)?ปฏิบัติ|ดำเนินการ|พิจารณา)")
_COMPLY_END = re.compile(r"ด้วย|ต่อไป|ดัง|ตาม|โดย|ภายใน|และ|$")
_ANY = re.compile(r"[ก-ฮเ-ไ][ก-๙]{3}")  # what is to be done may be any verb
_QUALIFIES = re.compile(r"(?:ทุกแห่ง|ในพื้นที่|ในสังกัด|ทั่วประเทศ|ทุกอำเภอ|ทุกจังหวัด|\([^()]{1,20}\)){0,3}")
_ASIDE = re.compile(r"สามารถ|สำหรับ(?!อำเภอ|จังหวัด|เทศบาล|องค|อบ)")
_PURPOSE = re.compile(r"เพื่อ[^\n]{0,60}?(?:จะได้|รวบรวม|ส่ง|รายงาน|เสนอ|สรุป|จะ)")
_GATHERS = re.compile(r"(?<!อำเภอ)(?<!จังหวัด)(?:รวบรวม|สรุปผล)|ภาพรวม|ประมวล")
_CENTRAL = re.compile(r"(?:ส่ง|รายงาน|แจ้ง)?(?:ผล)?[^\s]{0,60}?(?:ให้|ส่ง|รายงาน|ถึง|ไปยัง)?(?:กรม|กระทรวง|สำนักงานปลัด|สถ\.)")
_BODY_OF = re.compile(r"(?:คณะกรรมการ|คณะทำงาน|ศูนย์|กองอำนวยการ)[^\s]{0,60}?(?P<of>อำเภอ|จังหวัด)")
_BODIES = {"อำเภอ": "district", "จังหวัด": "province"}


@dataclass(slots=True)
class _State:
    """Who is being asked while a part is read, who told them, and where the words of doing began."""

    who: Kinds
    teller: Kinds = ()
    run: int = 0
    named: bool = False
    clauses: list[Clause] = field(default_factory=list)


def clauses_of(body: Squeezed, parts: Sequence[Part], scope: Scope, dues: list[Due]) -> list[Clause]:
    """Every clause that asks something, in reading order, with the wordings of time that bind it."""
    names = named_in(body.text, scope)
    named_at, due_at = [name.start for name in names], [due.at for due in dues]
    found: list[Clause] = []
    listed: Kinds = scope.addressed
    teller: Kinds = ()
    state = _State(scope.addressed)
    for part in parts:
        if len(found) > MOST:
            break
        own = dues[bisect_left(due_at, part.start) : bisect_left(due_at, part.end)]
        if part.item:
            state = _State(listed, teller)
        elif part.zone != "ask":
            state = _State(scope.addressed)
        else:
            state = _State(state.who, state.teller, named=state.named)
        state.run = part.start
        named = names[bisect_left(named_at, part.start) : bisect_left(named_at, part.end)]
        _read_part(body, part, list(asked_in(body, part, named, scope)), own, state)
        if part.lists:
            listed, teller = state.who, state.teller
        _give_dues(body.text, state.clauses, own)
        found += state.clauses
    return found


def _read_part(body: Squeezed, part: Part, asked: list[Asked], dues: list[Due], state: _State) -> None:
    """Fills `state` with the clauses of one part."""
    lead = _ASK_LEAD.match(body.text, part.start, part.end)
    state.run = lead.end() if lead else part.start
    if (part.item or lead) and part.zone == "ask":
        _open_doing(body, part, state)
    events: list[Asked | Verb] = [*asked, *verbs_in(body.text, part.start, part.end)]
    for event in sorted(events, key=lambda event: event.start):
        if len(state.clauses) > MOST:
            break
        if isinstance(event, Asked):
            _turn_to(body, part, event, state)
        elif not any(name.start <= event.start < name.end for name in asked):
            _ask(body, part, event, dues, state)
    places = [*(clause.start for clause in state.clauses), part.end]
    for clause, after in zip(state.clauses, places[1:], strict=True):
        end = max(clause.end, end_of(body, clause.end, max(after, clause.end), dues))
        if clause.action is Action.SUBMIT_REPORT and (told := TOLD.search(body.text, clause.end, end)):
            end = told.start()
        clause.end = bare_end(body, clause.start, end, dues)


def _turn_to(body: Squeezed, part: Part, asked: Asked, state: _State) -> None:
    """The sentence names whom it asks, or whom they are to tell."""
    if asked.role == "asked":
        state.who, state.teller, state.run, state.named = asked.kinds, (), asked.end, True
        if part.zone == "ask":
            _open_doing(body, part, state)
        return
    tellers = above(state.who, asked.kinds)
    if not tellers and state.who and rank(state.who) == rank(asked.kinds):  # "มอบหมาย" to one's own office
        return
    if tellers:
        start = asked.lead
        near = re.search(
            r"(?:สำหรับ|(?:จึง)?ขอให้|ให้)(?:อำเภอ|จังหวัด)(?:ขอ)?(?:ให้)?$|ผู้ว่าราชการจังหวัด(?:โปรด)?(?:ช่วย)?$|มอบหมาย[^\s]{4,60}$",
            body.text[max(part.start, start - 64) : start],
        )
        start = max(part.start, start - 64) + near.start() if near else start
        start += 3 if body.text.startswith("จึง", start) else 0
        state.clauses = [c for c in state.clauses if not (c.doing and c.start >= start - 70 and c.part is part)]
        state.clauses.append(Clause(Action.FORWARD, tellers, asked.start, start, asked.end, part, named=True))
    state.teller, state.who, state.run, state.named = tellers, asked.kinds, asked.end, True
    if part.zone != "closing":
        _open_doing(body, part, state)


def _open_doing(body: Squeezed, part: Part, state: _State) -> None:
    """Begins a clause of doing where the words after a name say to do something."""
    doing = DOING.search(body.text, state.run, min(part.end, state.run + 60))
    doing = doing or _ANY.match(body.text, _QUALIFIES.match(body.text, state.run).end(), part.end)  # type: ignore[union-attr]
    if doing is None or _ASIDE.search(body.text, state.run, doing.end()):
        return
    if (
        state.clauses and not state.clauses[-1].doing and doing.start() < state.clauses[-1].end
    ):  # "เรียนเชิญท่านเข้าร่วม" has its verb already
        return
    told = bool(state.clauses) and state.clauses[-1].action is Action.FORWARD and state.clauses[-1].end == state.run
    comply = _COMPLY.match(body.text, doing.start()) if told else None
    if comply and (comply.end() in body.gaps or _COMPLY_END.match(body.text, comply.end())):
        state.clauses[-1].end = comply.end()
    if state.clauses and state.clauses[-1].doing and not state.clauses[-1].dues and state.clauses[-1].part is part:
        state.clauses.pop()
    state.clauses.append(
        Clause(
            Action.ACKNOWLEDGE,
            state.who,
            doing.start(),
            doing.start(),
            doing.end(),
            part,
            doing=True,
            named=state.named,
        )
    )


def _ask(body: Squeezed, part: Part, verb: Verb, dues: list[Due], state: _State) -> None:
    """A verb that asks for an answer, a coming, an entry."""
    if part.zone == "closing" and state.teller:
        return
    if part.zone == "background" and not state.named:
        return
    turned = _turned(body, part, verb, state)
    if turned == "sink":
        state.clauses.append(Clause(verb.action, state.who, verb.start, verb.start, verb.end, part, sink=True))
        return
    who, named = _asked_by(body, part, verb, state)
    floor = max([state.run, *(c.end for c in state.clauses if not c.doing)])
    start = start_of(body, verb, floor, part, dues)
    head = body.text[max(part.start, start - 16) : start]
    near = re.search(r"(?:ขอ)?ให้(?:จังหวัด|อำเภอ)$", head)
    start -= len(head) - near.start() if near else 0
    last = state.clauses[-1] if state.clauses else None
    if last and last.doing and last.start >= start and not last.dues:
        state.clauses.pop()
    optional = turned == "wish" or bool(_OPTIONAL.search(body.text, verb.end, min(part.end, verb.end + 60)))
    state.clauses.append(Clause(verb.action, who, verb.start, start, verb.end, part, named=named, optional=optional))


def _turned(body: Squeezed, part: Part, verb: Verb, state: _State) -> str | None:
    """ "sink" when the verb stands in a purpose, condition or aside, "wish" when only who wants to is asked."""
    base = max(part.start, state.run, verb.start - 160)
    before = body.text[base : verb.start]
    turns = list(_TURNS.finditer(before))
    if not turns:
        return None
    turn = turns[-1]
    if verb.action is Action.ATTEND:
        return "sink" if turn.group() in ("สามารถ", "หาก", "กรณี", "ถ้า", "ซึ่ง") else None
    for resume in _RESUMES.finditer(body.text, base + turn.end(), verb.end):
        if resume.start() >= verb.start:
            break
        spaced = resume.start() in body.gaps
        if resume.group() != "และ" or spaced:
            return (
                None
                if turn.group() not in ("หาก", "ถ้า", "กรณี") or spaced and resume.group().startswith("และ")
                else "sink"
            )
    wish = _WISHES.match(body.text, base + turn.start(), part.end)
    return "wish" if wish and verb.action is Action.REGISTER_ATTENDEES else "sink"


def _asked_by(body: Squeezed, part: Part, verb: Verb, state: _State) -> tuple[Kinds, bool]:
    """Who is to answer: those last named, or who told them when the answer gathers theirs or goes further up."""
    text = body.text
    phrase = text[max(state.run, verb.start - 90) : min(part.end, verb.end + 90)]
    upward = _GATHERS.search(phrase) or _CENTRAL.match(text, verb.start, part.end)
    if state.teller and verb.action is Action.SUBMIT_REPORT and upward:
        return state.teller, True
    of = _BODY_OF.search(text, state.run, verb.start)
    if of and part.item and _BODIES[of["of"]] in state.who:
        return (_BODIES[of["of"]],), True
    return state.who, state.named


def _give_dues(text: str, clauses: list[Clause], dues: Iterable[Due]) -> None:
    """Each wording of time to the clause it follows; one before all of them to the first.

    "เพื่อจังหวัดจะได้รายงานกรม … ภายในวันที่" is the asker's own limit: nobody's here.
    """
    for due in dues:
        before = [clause for clause in clauses if clause.start <= due.at]
        if before:
            if not _PURPOSE.search(text, before[-1].end, due.at):
                before[-1].dues.append(due)
        elif clauses:
            clauses[0].dues.append(due)

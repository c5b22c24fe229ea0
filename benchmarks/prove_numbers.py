"""Proof: many processes issue at once, some are killed in the middle, and the numbers are 1..N all the same.

`python -m benchmarks.prove_numbers` runs the full counts on SQLite and PostgreSQL and writes docs/proofs/numbers.md;
tests/letters/test_many_issue_at_once.py runs a short form of the same functions.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from app import create_app
from core.actor import Actor
from core.audit import verify
from core.clock import at
from core.config import read_settings
from core.extensions import db
from letters.issue import Signing, freeze
from letters.jobs import complete
from letters.models import Letter
from letters.register_models import Register, RegisterEntry
from letters.status import LetterStatus
from organisations.kinds import OrganisationKind
from organisations.models import Office, Organisation, Signatory
from tests.databases import SqliteDatabases
from tests.postgres_server import postgres_server

DAY = dt.date(2024, 3, 28)
NOW = at(DAY, 10)
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Plan:
    """How much to prove: letters to commit, processes at once, how many of them to kill, letters to finish after."""

    letters: int
    processes: int
    kills: int
    seed: int
    finish: int


@dataclass(frozen=True)
class Counts:
    """What came out: letters committed, processes killed, numbers reported by processes, files finished after."""

    letters: int
    killed: int
    reported: int
    finished: int
    seconds: float


def app_on(url: str, var_dir: Path) -> Flask:
    """Build the app as production does."""
    environment = {"DATABASE_URL": url, "WIAN_VAR": str(var_dir), "SECRET_KEY": "a key for proofs only"}
    return create_app(read_settings(environment))


def lay_out(app: Flask) -> int:
    """Make a province with two districts and its office, committed; give the office's id."""
    with app.app_context():
        province = Organisation(code="67", name="จังหวัดเพชรบูรณ์", short_name="เพชรบูรณ์", sort_key="เพชรบูรณ์")
        province.kind = OrganisationKind.PROVINCE
        db.session.add(province)
        db.session.flush()
        for code, name in (("6701", "เมืองเพชรบูรณ์"), ("6702", "ชนแดน")):
            district = Organisation(code=code, name=f"อำเภอ{name}", short_name=name, sort_key=name)
            district.kind, district.parent_id = OrganisationKind.DISTRICT, province.id
            db.session.add(district)
        office = Office(organisation=province, name="สำนักงานจังหวัด", short_name="สนจ.", prefix="พช", code="0023.6")
        db.session.add(Signatory(office=office, name="นายทดสอบ ระบบงาน", position="รองผู้ว่าราชการจังหวัด"))
        db.session.commit()
        made = office.id
        db.session.remove()
        db.engine.dispose()
        return made


def issue_one(office_id: int) -> int:
    """Write a circular and freeze it under the next number, in one committed transaction; give the number."""
    office = db.session.get_one(Office, office_id)
    signatory = db.session.query(Signatory).filter_by(office_id=office_id).one()
    letter = Letter(
        issuer=office.organisation,
        issuer_name=office.organisation.name,
        office=office,
        office_lines=["ศาลากลางจังหวัดเพชรบูรณ์"],
        circular=True,
        subject="การประชุมเชิงปฏิบัติการ",
        addressee_rules=[{"rule": "districts"}],
        addressee_text="นายอำเภอ ทุกอำเภอ",
        body_cause="ด้วยจังหวัดเพชรบูรณ์ได้รับแจ้งจากสำนักงานปลัดสำนักนายกรัฐมนตรีว่า",
        signature_name=signatory.name,
        signature_lines=[signatory.position],
        signatory=signatory,
        verify_token=secrets.token_urlsafe(18),
        created_at=NOW,
        updated_at=NOW,
    )
    db.session.add(letter)
    db.session.flush()
    entry = freeze(letter, Signing(signatory, Actor(None, "ผู้พิสูจน์", office_id), NOW, DAY))
    number = entry.number
    db.session.commit()
    return number


def issue_until_stopped(url: str, var_dir: Path, office_id: int, report: Path, stop: Path) -> None:
    """One process: issue letter after letter, write each committed number into `report`."""
    app = app_on(url, var_dir)
    handle = os.open(report, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with app.app_context():
        while not stop.exists():
            try:
                os.write(handle, f"{issue_one(office_id)}\n".encode())
            except OperationalError:  # waited its 30 seconds behind the others: refused, nothing was taken
                db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def reported_numbers(report: Path) -> list[int]:
    """Give the numbers processes said they had committed; a line cut by a kill is left out."""
    lines = report.read_text().split("\n")[:-1] if report.exists() else []
    return [int(line) for line in lines]


def prove(url: str, folder: Path, plan: Plan) -> Counts:
    """Issue with many processes, kill some, and check the books. Raises AssertionError with what does not hold."""
    began = time.monotonic()
    var_dir, report, stop = folder / "var", folder / "report", folder / "stop"
    app = app_on(url, var_dir)
    office_id = lay_out(app)

    def start() -> BaseProcess:
        process = FORK.Process(target=issue_until_stopped, args=(url, var_dir, office_id, report, stop))
        process.start()
        return process

    running = [start() for _ in range(plan.processes)]
    try:
        killed = kill_some(running, start, plan, report)
    finally:
        stop.touch()
        for process in running:
            process.join()
    for process in running:
        assert process.exitcode in (0, -signal.SIGKILL), f"a process ended with {process.exitcode}"
    with app.app_context():
        letters = check(office_id, reported_numbers(report))
        finished = finish_some(plan.finish)
        assert list(verify()) == [], "the audit chains do not hold"
        db.session.remove()
        db.engine.dispose()
    return Counts(letters, killed, len(reported_numbers(report)), finished, time.monotonic() - began)


def kill_some(running: list[BaseProcess], start: object, plan: Plan, report: Path) -> int:
    """Kill processes at chance moments, spread over the run, each replaced; return when enough is committed."""
    chance = random.Random(plan.seed)
    killed = 0
    while (done := len(reported_numbers(report))) < plan.letters or killed < plan.kills:
        time.sleep(chance.uniform(0.005, 0.05))
        if killed < plan.kills and done >= plan.letters * killed / (plan.kills + 1):
            victim = chance.randrange(len(running))
            assert running[victim].pid
            os.kill(running[victim].pid, signal.SIGKILL)
            running[victim].join()
            killed += running[victim].exitcode == -signal.SIGKILL
            running[victim] = start()
    return killed


def check(office_id: int, reported: list[int]) -> int:
    """The book holds 1..N, each with its frozen letter; nobody was told a number that is not there."""
    register = db.session.query(Register).filter_by(office_id=office_id).one()
    rows = db.session.query(RegisterEntry.number, Letter.ref_no, Letter.content_sha256)
    rows = rows.join(Letter, Letter.id == RegisterEntry.letter_id).order_by(RegisterEntry.number).all()
    numbers = [row.number for row in rows]
    assert numbers == list(range(1, register.next_number)), "a gap or a repeat"
    assert db.session.query(Letter).count() == len(rows), "a letter without a number, or one with two"
    assert all(row.ref_no == f"พช 0023.6/ว {row.number}" and row.content_sha256 for row in rows)
    assert len(set(reported)) == len(reported), "two processes were told the same number"
    assert set(reported) <= set(numbers), "a number was reported and then lost"
    return len(rows)


def finish_some(count: int) -> int:
    """Complete the first letters left numbered, as the worker does after a crash."""
    numbered = db.session.query(Letter.id).filter_by(status=LetterStatus.NUMBERED).order_by(Letter.id).limit(count)
    found = [letter_id for (letter_id,) in numbered]
    db.session.rollback()
    for letter_id in found:
        assert complete(letter_id) == 2
    return len(found)


def migrated(url: str) -> None:
    """Fill an empty database with the schema."""
    with tempfile.TemporaryDirectory() as folder:
        app = app_on(url, Path(folder))
        with app.app_context():
            upgrade()
            db.engine.dispose()


def prove_both(plan: Plan) -> dict[str, Counts]:
    """Prove on a fresh SQLite file and on a fresh PostgreSQL database."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        databases = SqliteDatabases(folder)
        found["SQLite"] = prove(databases.copy(databases.template("proof", migrated)), folder, plan)
    with tempfile.TemporaryDirectory() as name, postgres_server() as url:
        import sqlalchemy as sa

        admin = sa.create_engine(url.format(name="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE proof")
        admin.dispose()
        migrated(url.format(name="proof"))
        found["PostgreSQL"] = prove(url.format(name="proof"), Path(name), plan)
    return found


REPORT = """# Numbers without gap or repeat

{processes} processes issue letters from one office at once; {kills} of them are killed with SIGKILL at chance moments
and replaced. Afterwards the circular book must hold 1, 2, 3 … N, each number with its frozen letter, no number that
was reported as committed may be missing or have been given twice, and the audit chains must hold. Then the worker
finishes {finish} of the letters left numbered and sends each to its 2 districts.

* Command: `{command}`
* Commit: {commit}
* Seed: {seed}

| Database | Letters, numbered 1 to N | Processes killed | Reported as committed | Finished after | Seconds |
|---|---:|---:|---:|---:|---:|
{rows}

Gaps: 0. Repeats: 0. Lost: 0.
"""


def main(plan: Plan = Plan(letters=2000, processes=16, kills=200, seed=2567, finish=20)) -> None:
    """Run the full counts and write the report."""
    found = prove_both(plan)
    row = "| {} | {:,} | {} | {:,} | {} | {:.0f} |"
    rows = [row.format(name, c.letters, c.killed, c.reported, c.finished, c.seconds) for name, c in found.items()]
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    path = Path("docs/proofs/numbers.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    command = "python -m benchmarks.prove_numbers"
    facts = {"processes": plan.processes, "kills": plan.kills, "finish": plan.finish, "seed": plan.seed}
    path.write_text(REPORT.format(command=command, commit=commit.stdout.strip(), rows="\n".join(rows), **facts))
    print(path.read_text(), file=sys.stdout)


if __name__ == "__main__":
    main()

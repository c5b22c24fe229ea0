"""The country on the morning a circular arrives: offices, people and books as they were, no letter yet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from flask_migrate import upgrade
from playwright.sync_api import Page

from core import clock
from core.actor import SYSTEM
from core.extensions import db
from core.installation import InstallationKind, claim_installation
from desk.demo import paper_book, read_chains
from desk.demo_people import load_people, office_of, read_people
from letters.numbering import Opening, open_register
from letters.status import Book
from organisations.import_list import import_country
from tests.apps import make_test_app

# organisation, desk, book, Buddhist year, the number the example letters had
BOOKS = [
    ("67", "0023.6", Book.RECEIVED, 2567, 2666),
    ("67", "0023.6", Book.CIRCULAR, 2567, 1507),
    ("6701", "central", Book.RECEIVED, 2567, 2206),
    ("6701", "central", Book.CIRCULAR, 2567, 583),
    ("81", "0023.6", Book.RECEIVED, 2566, 7706),
    ("81", "0023.6", Book.CIRCULAR, 2566, 2635),
]


def set_stage(url: str, folder: Path, morning: dt.datetime) -> None:
    """Fill the database: the country, the example's offices and people, books opened at their real numbers."""
    app = make_test_app(url, folder)
    with app.app_context():
        upgrade()
        offset = int((morning - clock.now()).total_seconds())
        claim_installation(InstallationKind.DEMO, clock.now(), offset)
        db.session.commit()
        import_country(db.session(), clock.now())
        load_people(clock.now())
        for organisation, desk, book, year, number in BOOKS:
            if year <= morning.year + 543:
                _open(organisation, desk, book, year, number)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def _open(organisation: str, desk: str, book: Book, year: int, number: int) -> None:
    opening = Opening(
        office_id=office_of(organisation, desk).id,
        book=book,
        year=year,
        first_number=number,
        reason="เริ่มใช้ระบบระหว่างปี",
        paper_book=paper_book(book, year),
    )
    open_register(opening, now=clock.now(), actor=SYSTEM)


def letter_told(key: str) -> dict:
    """Give one letter of the example chains by its key."""
    return next(letter for chain in read_chains() for letter in chain["letters"] if letter["key"] == key)


def sign_in(page: Page, base: str, email: str) -> Page:
    """Come to the desk of this person."""
    page.goto(f"{base}/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[type=password]", read_people()["password"])
    page.locator("main .btn-primary").click()
    page.wait_for_url(f"{base}/")
    return page

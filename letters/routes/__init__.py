"""Pages of letters: write, review, read, files, codes; registers, paper, signing in ink, recall, verify."""

from letters.routes import (
    codes,
    enclosing,
    files,
    page_words,
    paper,
    paper_signing,
    proofing,
    reading,
    register_numbers,
    registers,
    reviewing,
    stamped,
    verify,
    withdrawing,
    write,
)
from letters.routes.blueprint import bp

_PAGES = (codes, enclosing, files, page_words, proofing, reading, reviewing, write)
_ISSUED = (paper_signing, register_numbers, stamped, verify, withdrawing)
blueprints = [bp, registers.bp, paper.bp]

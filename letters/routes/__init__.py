"""Pages of letters: write, review, read, files, codes."""

from letters.routes import codes, enclosing, files, page_words, reading, reviewing, write
from letters.routes.blueprint import bp

__all__ = ["blueprints", "codes", "enclosing", "files", "page_words", "reading", "reviewing", "write"]
blueprints = [bp]

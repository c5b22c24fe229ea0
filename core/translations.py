"""The English catalogue: Thai texts are the source, translations/en holds their English.

The catalogue is kept sorted by its Thai text, without line numbers or dates, so that two people's additions touch
different lines; git joins both sides (.gitattributes) and `flask i18n update` puts the file in order again. Compiled
catalogues are not committed: a start compiles what is missing or older than its source.
"""

import io
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from flask import Flask, has_request_context

from core.extensions import babel
from core.language import LANGUAGES, chosen_language

KEYWORDS = DEFAULT_KEYWORDS | {
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
_CONFLICT_MARK = re.compile(r"^(<{7}|={7}|>{7}|\|{7}).*\n", re.MULTILINE)
_NOT_OURS = {"var", "tests", "benchmarks", "node_modules"}


def catalogue_path(root: Path) -> Path:
    """Return the English catalogue of the project in `root`."""
    return root / "translations" / "en" / "LC_MESSAGES" / "messages.po"


def read_catalogue(path: Path) -> Catalog:
    """Read a catalogue, also one with the marks of an unfinished merge; of two equal texts the translated one stays."""
    text = _CONFLICT_MARK.sub("", path.read_text("utf-8")) if path.exists() else ""
    catalogue = Catalog(locale="en")
    for entry in re.split(r"\n\s*\n", text):
        for message in read_po(io.StringIO(entry + "\n"), locale="en"):
            known = catalogue.get(message.id, message.context) if message.id else None
            if message.id and (known is None or not is_translated(known)):
                catalogue.delete(message.id, message.context)
                catalogue.add(message.id, message.string, flags=message.flags, context=message.context)
    return catalogue


def is_translated(message: Message) -> bool:
    """Tell whether every form of `message` has its text and nobody marked it as doubtful."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms) and not message.fuzzy


def extract(root: Path) -> Catalog:
    """Collect every text of the project's code and templates."""
    with open(root / "babel.cfg", encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(locale="en")
    hits = extract_from_dir(
        root,
        methods,
        options,
        keywords=KEYWORDS,
        directory_filter=lambda name: not Path(name).name.startswith((".", "_")) and Path(name).name not in _NOT_OURS,
    )
    for _file, _line, text, _comments, context in hits:
        found.add(text, context=context)
    return found


def merge(found: Catalog, known: Catalog) -> Catalog:
    """Return a catalogue of the texts in `found` with the translations in `known`; texts no longer used are dropped.

    A text that has become plural (or is no longer) is translated anew.
    """
    merged = Catalog(locale="en")
    for message in _texts(found):
        old = known.get(message.id, message.context)
        if old and old.pluralizable != message.pluralizable:
            old = None
        merged.add(message.id, old.string if old else None, flags=old.flags if old else (), context=message.context)
    return merged


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Write `catalogue` sorted, one line a text, without anything that changes by itself.

    Texts with a context stand together at the end: beside the same text without one, git's union merge mixes the two.
    """
    ordered = Catalog(locale=catalogue.locale)
    for message in sorted(_texts(catalogue), key=lambda one: (one.context or "", one)):
        ordered.add(message.id, message.string, flags=message.flags, context=message.context)
    body = io.BytesIO()
    write_po(body, ordered, width=0, omit_header=True, no_location=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body.getvalue().strip() + b"\n")


def untranslated(root: Path) -> list[str]:
    """List the texts without finished English, by their Thai."""
    merged = merge(extract(root), read_catalogue(catalogue_path(root)))
    return [str(message.id) for message in _texts(merged) if not is_translated(message)]


def compile_catalogue(source: Path) -> None:
    """Compile `source` beside itself when that is missing or older; processes starting together do no harm."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
        return
    handle, name = tempfile.mkstemp(dir=source.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        write_mo(file, read_catalogue(source))
    Path(name).replace(target)


def init_app(app: Flask) -> None:
    """Speak Thai, or English where the person chose it."""
    source = catalogue_path(Path(app.root_path))
    if source.exists():
        try:
            compile_catalogue(source)
        except OSError as error:  # a folder that cannot be written: English falls back to Thai, nothing else suffers
            app.logger.warning("the English catalogue could not be compiled: %s", error)
    app.config.setdefault("BABEL_DEFAULT_LOCALE", LANGUAGES[0])
    babel.init_app(app, locale_selector=_language_of_request)
    app.jinja_env.policies["ext.i18n.trimmed"] = True


def _language_of_request() -> str | None:
    return chosen_language() if has_request_context() else None


def _texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)

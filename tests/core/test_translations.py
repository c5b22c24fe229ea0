"""Keeping the catalogue."""

from pathlib import Path

from babel.messages.catalog import Catalog

from core.translations import compile_catalogue, merge, read_catalogue, untranslated, write_catalogue

CONFLICT = """\
msgid "ก"
msgstr "a"

<<<<<<< HEAD
msgid "ข"
msgstr "b"

=======
msgid "ค"
msgstr "c"

>>>>>>> theirs
msgid "ข"
msgstr ""
"""


def a_project(folder: Path, page: str) -> Path:
    (folder / "templates").mkdir()
    (folder / "templates" / "page.html").write_text(page, "utf-8")
    (folder / "babel.cfg").write_text("[jinja2: templates/**.html]\nsilent = false\n", "utf-8")
    return folder


def texts(path: Path) -> dict[str, object]:
    return {str(message.id): message.string for message in read_catalogue(path) if message.id}


def test_it_reads_through_the_marks_of_a_merge_and_keeps_both_sides(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text(CONFLICT, "utf-8")
    assert texts(path) == {"ก": "a", "ข": "b", "ค": "c"}


def test_it_drops_what_is_no_longer_said_and_sorts_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text(CONFLICT, "utf-8")
    known = read_catalogue(path)
    found = read_catalogue(path)
    found.delete("ข")
    write_catalogue(path, merge(found, known))
    assert path.read_text("utf-8") == 'msgid "ก"\nmsgstr "a"\n\nmsgid "ค"\nmsgstr "c"\n'


def test_it_writes_the_same_file_twice(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text(CONFLICT, "utf-8")
    write_catalogue(path, read_catalogue(path))
    once = path.read_bytes()
    write_catalogue(path, read_catalogue(path))
    assert path.read_bytes() == once


def test_it_names_the_texts_without_english(tmp_path: Path) -> None:
    root = a_project(tmp_path, "{{ _('ใหม่') }} {{ ngettext('%(n)s ฉบับ', '%(n)s ฉบับ', 2, n=2) }}")
    assert untranslated(root) == ["ใหม่", "('%(n)s ฉบับ', '%(n)s ฉบับ')"]


def test_it_compiles_again_after_a_change(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text('msgid "ก"\nmsgstr "a"\n', "utf-8")
    compile_catalogue(path)
    first = path.with_suffix(".mo").read_bytes()
    path.write_text('msgid "ก"\nmsgstr "other"\n', "utf-8")
    compile_catalogue(path)
    assert path.with_suffix(".mo").read_bytes() != first


def test_it_asks_anew_for_a_text_that_has_become_plural() -> None:
    known, found = Catalog(locale="en"), Catalog(locale="en")
    known.add("%(n)s เรื่อง", "%(n)s items")
    found.add(("%(n)s เรื่อง", "%(n)s เรื่อง"))
    assert not any(message.string and any(message.string) for message in merge(found, known) if message.id)

"""The words of a page as a reader sees them, whatever marks stand between."""

from lxml import html


def words(answer) -> str:
    """The text of an answer's page, white space joined."""
    return " ".join(html.document_fromstring(answer.text).text_content().split())

"""A folder instead of the world: each mail becomes a file. The only way out of a demo, where nothing may leave."""

from __future__ import annotations

from pathlib import Path

from notifications.channels.email import compose
from notifications.channels.outcomes import Mail


class FolderChannel:
    """Writes `<message id>.eml` into `folder`; any mail program opens them."""

    def __init__(self, folder: Path, sender: str) -> None:
        self.folder, self.sender = folder, sender

    def send(self, mail: Mail) -> None:
        """Write one mail. Raises Rejected when it cannot be put into headers."""
        message = compose(mail, self.sender)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{mail.message_id}.eml").write_bytes(message.as_bytes())

    def close(self) -> None:
        """Nothing is open."""

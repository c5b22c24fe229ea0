"""E-mails as offices forward them."""

from __future__ import annotations

from email.message import EmailMessage


def mail(to: str, *files: tuple[str, bytes], **changes: str) -> bytes:
    """A message with PDF attachments; further headers by name (Message_ID for Message-ID)."""
    message = EmailMessage()
    headers = {"From": "สถจ.กระบี่ <saraban@krabi.example>", "To": to, "Subject": "ส่งหนังสือ ว 1507", **changes}
    headers.setdefault("Message_ID", "<one@krabi.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("เรียน เจ้าหน้าที่\n\nโปรดดูไฟล์แนบ\n")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()

"""File formats in and out: official PDF and DOCX, QR codes, file store, upload checks. Pure: no Flask, no database."""

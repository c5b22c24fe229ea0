"""Reads a letter's text: one small module per field, a plain grammar, never a guess."""

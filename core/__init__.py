"""What every package stands on: database, settings, clock, audit, stored files, web frame.

Imports thai_numerals only.
"""

"""Thai digits, dates, years and number words. Pure: standard library only."""

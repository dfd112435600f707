"""Cutting and reading the text itself: tokens, numbers, dates, units, phrases, misspelt words."""

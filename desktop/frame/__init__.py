"""The frame round every page: menu strip, rail, header and status line."""

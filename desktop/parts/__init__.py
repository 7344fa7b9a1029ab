"""The parts screens are built of: each knows its look and its name, none knows a page."""

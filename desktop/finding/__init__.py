"""The one search box over everything: what is typed, what was found, and where to go from it."""

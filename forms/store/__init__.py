"""The cabinet: where filled paper is kept, encrypted, in one file."""

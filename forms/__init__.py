"""The paper: what is asked, what is allowed, and where filled paper is kept."""

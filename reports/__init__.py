"""The returns: what is counted from filled forms, and how it lies on paper."""

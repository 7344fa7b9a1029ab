"""The lock: content hidden at once, what is half typed kept, the vault closed, and back again."""

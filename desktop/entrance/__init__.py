"""The way in: the gate, first start, passphrase, recovery code and restoring."""

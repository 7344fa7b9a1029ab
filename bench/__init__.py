"""Measured against peers and the floor, and the drill on published figures."""

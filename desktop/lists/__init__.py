"""The parts of the list of cards: its looks, model, views and preview."""

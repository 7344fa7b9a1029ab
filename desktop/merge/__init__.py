"""The parts of the page that merges what offices sent."""

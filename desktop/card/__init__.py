"""The parts of the page that draws any form as a card."""

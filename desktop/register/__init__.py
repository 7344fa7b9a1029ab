"""The parts of the page that edits the register of commissions."""

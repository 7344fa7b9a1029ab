"""The parts of the page of returns: table, balance, reasons and rehearsal."""

"""Paper: what can be printed, its pages on the screen, the printer and the PDF file."""

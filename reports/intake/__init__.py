"""What the guarded door takes a workbook apart with."""

"""How a sheet in memory is drawn: looks, widths, wrapping and paging."""

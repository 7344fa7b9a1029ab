"""The page of the history: what was changed lately, over all cards."""

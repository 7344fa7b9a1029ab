"""The page of the journal: who did what when, and whether anybody touched its rows."""

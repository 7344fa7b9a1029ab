"""How a return lies on paper: requisites, table, annexes and explanations."""

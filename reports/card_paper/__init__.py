"""How a card lies on paper, filled in or blank, in Kazakh, Russian or both; drawn from any form."""

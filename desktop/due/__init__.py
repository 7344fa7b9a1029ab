"""What the page of due cards is made of."""

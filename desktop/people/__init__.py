"""The parts of the page of users: their table and the dialogs that change them."""

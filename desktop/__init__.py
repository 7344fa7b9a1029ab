"""The desk: screens and console, and nothing that would outlive them."""

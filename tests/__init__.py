"""Tests of Pana; the folders mirror the house."""

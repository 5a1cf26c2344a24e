"""Tests, named by the behaviour they hold; `little` makes small sites, `bench` measures."""

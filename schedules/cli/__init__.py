"""The commands that say when, and see to it."""

"""The commands that read pages which are already here."""

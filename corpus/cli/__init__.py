"""The commands that answer from the corpus, and what all commands share."""

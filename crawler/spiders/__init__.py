"""Spiders. One serves all sources; a site that needs a browser or a login gets a subclass in a file of its own."""

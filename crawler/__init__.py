"""The web -> Page: sources, discovery, the spider and its settings."""

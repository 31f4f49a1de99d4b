"""The few errors a caller can do something about; each message says what, where, and what would be right."""


class WirewatchError(Exception):
    """Something could not be done; the message is for the person at the keyboard. Exit status 1."""


class ConfigError(WirewatchError):
    """A config, source or topic file says something we cannot act on. Exit status 2, before any request."""


class StoreError(WirewatchError):
    """The corpus file is missing, locked, damaged or from a newer Wirewatch."""


class NotFoundError(WirewatchError):
    """A ref, address or name that the corpus does not know."""

"""Why we did not ask: raised by the manners, understood by the spider."""

from scrapy.exceptions import IgnoreRequest


class RobotsForbidError(IgnoreRequest):
    """A rule of a robots.txt that was read keeps us away."""


class LeftOpenError(IgnoreRequest):
    """Not asked this time; the link stays open."""


class VisitOverError(LeftOpenError):
    """The visit's time ran out."""


class RobotsUnreachableError(LeftOpenError):
    """robots.txt did not answer, or with a server error: all is disallowed until it does (RFC 9309, 2.3.1.4)."""

"""What Scrapy and Twisted answer, in our words."""

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from twisted.internet.error import TimeoutError as ConnectTimeoutError
from twisted.python.failure import Failure

from crawler.refusals import RobotsForbidError
from pipelines.unanswered import Missed

PERMANENT = (301, 308)


def headers_of(response: Response) -> dict[str, str]:
    """The headers of an answer, names in lower case, values joined when a name comes twice."""
    pairs = response.headers.items()
    return {
        name.decode("latin-1").lower(): ", ".join(value.decode("utf-8", "replace") for value in values)
        for name, values in pairs
    }


def moved_to(response: Response) -> str | None:
    """Where an address has moved for good: the end of a way of permanent redirects; None when there was none."""
    reasons = response.meta.get("redirect_reasons", ())
    return response.url if reasons and all(reason in PERMANENT for reason in reasons) else None


def missed_by(failure: Failure) -> Missed:
    """What kind of end a failed request is."""
    if isinstance(failure.value, RobotsForbidError):
        return Missed.FORBIDDEN
    return Missed.UNREADABLE if _is_too_large(failure.value) else Missed.ERROR


def reason_of(failure: Failure) -> str:
    """Why there was no answer, in a few words: the kind of error first, then what it says."""
    error = failure.value
    if _is_too_large(error):
        return "too large"
    if isinstance(error, TimeoutError | ConnectTimeoutError):
        return "timeout"
    said = " ".join(str(error).split())
    name = type(error).__name__.removesuffix("Error")
    return (
        said
        if said and type(error).__module__.startswith("crawler.")
        else f"{name}: {said}"
        if said
        else name
    )


def _is_too_large(error: BaseException | None) -> bool:
    """Whether a body grew beyond our limit, on its way or when it was unpacked."""
    # Scrapy 2.19 ignores a request whose body unpacks too large; what tells so is the cause, of a private class.
    if isinstance(error, IgnoreRequest):
        return type(error.__cause__).__name__.endswith("DecompressionMaxSizeExceeded")
    return isinstance(error, DownloadCancelledError)

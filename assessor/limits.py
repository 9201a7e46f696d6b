"""What a child process may use at most; where the system cannot limit it, nothing happens."""

from __future__ import annotations


def limit(megabytes: int, seconds: int) -> None:
    """Keep this process from taking more memory, or from computing longer than from now on."""
    try:
        import resource  # noqa: PLC0415 - Windows has no such module
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    size = megabytes * 1024 * 1024
    for kind, most in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CPU, until)):
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # The hard limit stays: a process that works on several orders is given time for each.
        resource.setrlimit(kind, (least, hard))

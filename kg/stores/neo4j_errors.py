"""What the driver's errors mean to the one who reads them, in one line and without the password."""

from __future__ import annotations

import ssl

from neo4j import exceptions

from kg.errors import KGError, QueryError, StoreError, StoreLockedError

WRITES = "the statement changes the graph, which only --write allows"


def meaning(error: Exception, url: str, user: str, database: str) -> KGError:
    """Return the error to raise for what went wrong.

    Args:
        error: what the driver raised.
        url: the server's address.
        user: who asked.
        database: the database that was asked.
    """
    code = getattr(error, "code", None) or ""
    where = f"database {database} of {url}"
    if isinstance(error, exceptions.AuthError) or ".Security." in code:
        return _security(code, url, user, where)
    if "DatabaseNotFound" in code:
        return StoreError(f"{url} has no database {database}; name one that is there in NEO4J_DATABASE")
    if "DatabaseUnavailable" in code or "DatabaseNotStarted" in code:
        return StoreError(f"{where} is not running; start it, or name another in NEO4J_DATABASE")
    if "ReadOnly" in code and not code.endswith("AccessMode"):
        return StoreError(f"{where} is read-only; ask its keeper to allow writing, or name another in NEO4J_DATABASE")
    if code.endswith("AccessMode"):
        return QueryError(WRITES)
    if "TransactionTimedOut" in code or "LockClientStopped" in code:
        return StoreError(f"{where} gave up: the transaction took longer than the server allows")
    if "MemoryLimit" in code or "OutOfMemory" in code or "TransactionOutOfMemory" in code:
        return StoreError(f"{where} is out of memory; give the server more, or ask for less")
    if isinstance(error, exceptions.TransientError):
        return StoreLockedError(f"{where} is busy ({_line(error)}); try again")
    if isinstance(
        error, exceptions.ConfigurationError | exceptions.ServiceUnavailable | exceptions.SessionExpired | OSError
    ):
        return _connection(error, url)
    if ".Statement." in code or ".Schema." in code or ".Procedure." in code:
        return QueryError(_line(error))
    return StoreError(f"{where}: {_line(error)}")


def _security(code: str, url: str, user: str, where: str) -> StoreError:
    if "Forbidden" in code:
        return StoreError(f"user {user} may not do this in {where}; ask for the right to write, or use another user")
    if "RateLimit" in code:
        return StoreError(f"{url} has locked user {user} after too many wrong passwords; wait some seconds")
    if "CredentialsExpired" in code:
        return StoreError(f"the password of user {user} at {url} must be changed first; do so in the Neo4j Browser")
    return StoreError(f"{url} refuses user {user}; set NEO4J_USERNAME and NEO4J_PASSWORD to what the server knows")


def _connection(error: Exception, url: str) -> StoreError:
    chain: list[BaseException] = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    text = _line(error)
    plain = url.replace("+ssc://", "://").replace("+s://", "://")
    if plain != url and "routing information" in text:  # the driver keeps to itself why
        return StoreError(f"{url} does not answer over TLS; where the server has no TLS, write {plain}")
    if any(isinstance(e, ssl.SSLError) for e in chain) or "SSL" in text or "ssl" in text:
        return StoreError(f"{url}: no TLS connection ({text}); where the server has no TLS, write {plain}")
    if any(sign in text for sign in ("Cannot resolve", "Failed to DNS resolve", "getaddrinfo", "Name or service")):
        return StoreError(f"{url}: no machine of that name; check the address")
    return StoreError(f"{url} does not answer; is the server running, and are host and port right?")


def _line(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error)
    return " ".join(str(message).split())[:400]

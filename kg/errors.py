"""The one tree of errors. A message names the file, the line or value, and what to do about it."""

from __future__ import annotations


class KGError(Exception):
    """Anything that went wrong and that a user can act on; shown as one line, never as a traceback."""


class InputError(KGError):
    """An input file cannot be read or holds nothing to read. The other inputs are still processed."""


class MastheadError(InputError):
    """A page does not say its newspaper or date, and no option says it instead."""


class DataError(KGError):
    """A data file of the package (lexicon, ontology, saved query) is wrong; names file and key."""


class ModelError(KGError):
    """The spaCy pipeline or the base model cannot be loaded."""


class OntologyError(KGError):
    """A node or edge does not agree with the ontology."""


class StoreError(KGError):
    """A store cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class ForeignStoreError(StoreError):
    """The file or database is not a store of ours, or of a version that this release cannot read."""


class QueryError(KGError):
    """A Cypher statement is wrong, or writes where only reading is allowed."""


class UnknownQueryError(QueryError):
    """No saved query of that name."""


class ParameterError(QueryError):
    """A query's parameter is missing, unknown, or of the wrong type."""


class NotFoundError(KGError):
    """An entity or issue that was asked for is not in the store."""


class MissingExtraError(KGError):
    """An optional dependency is needed; the message gives the pip command."""

"""The saved queries: reading their files, binding parameters, running them on a store."""

from kg.query.catalogue import catalogue, catalogue_of
from kg.query.header import Parameter, SavedQuery, parse
from kg.query.running import bind, run, table_of

__all__ = ["Parameter", "SavedQuery", "bind", "catalogue", "catalogue_of", "parse", "run", "table_of"]

"""A knowledge-graph builder for Chinese labour-union news."""

__version__ = "0.1.0"

"""Word lists, patterns and the graph model, as data."""

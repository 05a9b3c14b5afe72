"""To come."""

from kg.relations.scene import Findings, Scene


def find(scene: Scene, found: Findings) -> None:
    """Add what the scene says."""

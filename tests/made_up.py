"""Parts of a made-up knowledge base: what every test of the engine may need, and no content."""

Part = dict[str, object]


def option(name: str, side: str, **more: object) -> Part:
    """An option of that side, as the data of its type."""
    return {
        "id": name,
        "weights": side,
        "operator": "provider",
        "place": "any-host",
        "payment": "tokens",
        "needs_developers": True,
        "needs_gpu_staff": False,
        "outsiders": True,
        "offline": False,
        **dict.fromkeys(("name", "short", "hosting", "example"), name),
        **more,
    }

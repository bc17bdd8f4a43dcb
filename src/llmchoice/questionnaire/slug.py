"""File names made from names that people gave."""

import re
import unicodedata

LONGEST = 60


def slug(name: str) -> str:
    """Lower-case letters and digits of a name, joined by hyphens; `profile` when it has none."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", folded))[:LONGEST].strip("-") or "profile"

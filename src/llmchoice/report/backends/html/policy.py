"""What the page may load and run: itself, named by its hashes, and nothing else."""

import json
from base64 import b64encode
from hashlib import sha256


def policy(styles: str, scripts: str) -> str:
    """The Content Security Policy of a page with one style sheet and at most one script.

    Both are allowed by their SHA-256 (CSP Level 3, section 2.3.1), so that markup which slipped
    into the page all the same could neither run nor change how it looks. Both texts must stand
    in the page exactly as they are given.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(styles)}'",
            f"script-src '{_digest(scripts)}'" if scripts else "script-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def script_data(data: object) -> str:
    """JSON that may stand in a script element: nothing in it ends the element or opens a comment.

    Raises:
        ValueError: for a number that is not finite.
    """
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"

"""HTML as a browser reads it: elements, and the lines that are seen."""

from html.parser import HTMLParser

_IN_LINE = {"a", "code", "span", "strong"}
_UNREAD = {"nav", "script", "style", "svg", "title"}
"""What is for programs, repeats what stands elsewhere, or is a picture."""


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.made_of: list[str] = []
        self.says = [""]
        self._unread: list[str] = []
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.made_of.append(f"<{tag} {' '.join(name for name, _ in attrs)}>")
        if tag in _UNREAD:
            self._unread.append(tag)
        if tag not in _IN_LINE:
            self.says.append("")
        if tag in {"ol", "ul"}:
            self._lists.append(0 if tag == "ol" else None)
        if tag == "li" and not self._unread and self._lists[-1] is not None:
            self._lists[-1] += 1
            self.says.extend((f"{self._lists[-1]}.", ""))

    def handle_endtag(self, tag: str) -> None:
        self.made_of.append(f"</{tag}>")
        if self._unread and self._unread[-1] == tag:
            self._unread.pop()
        if tag in {"ol", "ul"}:
            self._lists.pop()
        if tag not in _IN_LINE:
            self.says.append("")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            first, *rest = data.split("\n")
            self.says[-1] += first
            self.says.extend(rest)

    def handle_comment(self, data: str) -> None:
        self.made_of.append(f"<!--{data}-->")

    def unknown_decl(self, data: str) -> None:
        self.made_of.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.made_of.append(f"<?{data}>")


def read_html(page: str) -> tuple[list[str], list[str]]:
    """Elements with the names of their attributes, and every line of text in order."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return reader.made_of, [line for line in reader.says if line.strip()]

"""The pictures of the page, as SVG that follows its width and its colours."""

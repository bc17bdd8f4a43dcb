"""The memo to a board, in Markdown: one module per part."""

"""One module per format: it names its file suffixes and renders an assessment."""

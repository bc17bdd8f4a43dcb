"""How blocks are written: a module per format, which knows blocks and nothing else of ours."""

"""A decision record by the MADR 4 template (https://adr.github.io/madr/): one module per part."""

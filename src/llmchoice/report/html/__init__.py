"""The report as one HTML file: pictures, tables and evidence, and nothing from outside."""

"""From YAML files to a knowledge base and to profiles; every data error has its place."""

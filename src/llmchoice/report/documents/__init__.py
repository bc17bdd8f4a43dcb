"""What a reader is told: a module per document, whose function turns a result into blocks."""

"""What readers are told: documents as blocks, written by backends."""

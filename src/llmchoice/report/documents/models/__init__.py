"""Models: lists, cards and prices of the catalogue, and the shortlists of an assessment."""

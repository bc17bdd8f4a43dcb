"""What is uncertain, drawn at random: weights, values and unknown answers, in seeded chunks."""

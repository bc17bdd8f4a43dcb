"""Models, licences and prices: what an organisation could use, and what is known of it."""

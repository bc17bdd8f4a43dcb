"""What the catalogue holds, and shortlists drawn from it, as text and as JSON."""

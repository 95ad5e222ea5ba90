"""Files as attackers and broken programs make them, and what becomes of them."""

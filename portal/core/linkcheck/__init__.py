"""Links of what is published: where they stand, and whether readers find what they lead to."""

"""Demo content: a portal of the invented city of Minh Giang that looks lived in."""

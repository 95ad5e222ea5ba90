"""The pictures of the editors' handbook: `make handbook`."""

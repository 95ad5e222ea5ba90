"""What every content type promises, tested for each of them."""

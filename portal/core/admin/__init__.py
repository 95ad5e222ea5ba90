"""The admin's parts that every content type inherits; types register in their own rooms."""

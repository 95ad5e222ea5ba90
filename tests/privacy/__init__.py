"""What is stored of persons."""

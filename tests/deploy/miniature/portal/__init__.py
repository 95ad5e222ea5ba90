"""A portal of a few lines that speaks to nginx and the scripts as the real one does."""

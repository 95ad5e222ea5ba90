"""What the log says: one line for each event, of which request, and nothing about persons."""

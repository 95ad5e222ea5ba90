"""The first page of the desk: what waits for whoever opens it; and the calendar."""

"""Who publishes the portal: one record, shown the same on every page."""

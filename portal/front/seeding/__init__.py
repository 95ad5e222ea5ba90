"""Made-up articles in any number, for measuring how the portal does with a full archive."""

"""How the portal is: named checks with what to do, for people who have another trade."""

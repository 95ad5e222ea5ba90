"""What the portal stores of persons: declared, told, handed out, and deleted in time."""

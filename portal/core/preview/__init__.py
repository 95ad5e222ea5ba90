"""What an item will look like, before the public has it: frames, cards, links for outsiders."""

"""What keeps a hostile file harmless: JSON, XML and YAML read within bounds, and characters as they were meant."""

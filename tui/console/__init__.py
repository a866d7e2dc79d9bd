"""The white cell's console: what control sees and does while a game is hosted in this terminal."""

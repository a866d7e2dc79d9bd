"""What fills the terminal: one module a screen. A screen hands Views down and takes messages up."""

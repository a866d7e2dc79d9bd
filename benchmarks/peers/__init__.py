"""Programs that play the same games on other engines; they run in processes of their own."""

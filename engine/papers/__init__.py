"""Papers: what is written for people to read, the report of a game and the pack to print before one."""

"""The wall: the public picture of a game for a projector, in a process that knows nothing else."""

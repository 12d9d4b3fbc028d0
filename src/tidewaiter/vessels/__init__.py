"""Ships through time: who they are, where they called, when they were silent, whom they met."""

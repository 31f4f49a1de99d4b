"""A report as a newsroom writes it, for tests that put something around it."""

STORY = [
    "KYIV, May 28 (Reuters) - Air defences shot down thirty drones over the city at night, the mayor said on Sunday.",
    "Falling wreckage set fire to a warehouse by the river, and one man of forty-one died at a petrol station nearby.",
    "The drones came in several waves from the north and the east, and the last of them was downed after five hours.",
    "Most of those found so far had an engine that is sold for model aircraft, two engineers of the institute said.",
    "Officials in Tehran have denied again that they supplied any of them after the beginning of the war last year.",
]

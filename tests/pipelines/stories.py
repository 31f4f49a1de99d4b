"""A report as a newsroom writes it, for tests that put something around it."""

STORY = [
    "KYIV, May 28 (Reuters) - Air defences shot down thirty drones over the city at night, the mayor said on Sunday.",
    "Falling wreckage set fire to a warehouse by the river, and one man of forty-one died at a petrol station nearby.",
    "The drones came in several waves from the north and the east, and the last of them was downed after five hours.",
    "Most of those found so far had an engine that is sold for model aircraft, two engineers of the institute said.",
    "Officials in Tehran have denied again that they supplied any of them after the beginning of the war last year.",
]

REPORT = [
    "The council met at dawn after the attack and talked about shelters, power cuts and schools for more "
    "than three hours on Monday, two members said.",
    "Residents of the eastern district spent the night in cellars and came out to find that the bakery an"
    "d both pharmacies had lost all of their windows.",
    "Engineers restored the water supply by noon, while the railway said that its trains would run again "
    "to the coast from the evening of the next day.",
    "Nobody at the plant could say when the damaged hall would be working again, as the machines in it ha"
    "d been bought abroad ten years before the war.",
    "The governor promised help to all who had lost their homes, and asked the capital for cranes, glass "
    "and money to get the city through the winter.",
]
"""Another, without dateline or agency."""

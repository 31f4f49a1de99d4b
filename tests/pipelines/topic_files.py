"""Small topic files that several tests judge by."""

WITH_EXAMPLES = """
name = "canal"
title = "The canal"
[sides]
canal = "the canal"
[[concept]]
name = "canal"
sides = ["canal"]
aliases.en = ["canal"]
[[rule]]
name = "canal"
needs = ["canal"]
[[example]]
name = "plain"
label = "on_topic"
title = "The canal is closed"
[[example]]
name = "by another word"
label = "on_topic"
title = "The waterway is closed"
"""

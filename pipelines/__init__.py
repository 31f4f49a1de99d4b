"""Page -> Reading -> Outcome: prefilter, extract, judge, deduplicate, settle."""

"""What stands where there is nothing to list, in the memo as on the page."""

FOR = "No criterion speaks for it in particular."
AGAINST = "In comparison, no criterion speaks against it."
EXCLUDED = "Nothing was excluded."
CONDITIONS = "No condition has to be met."
UNKNOWNS = "No answer is unknown."
PRIORITIES = "No priority was weighed."
SOURCES = "The result rests on no claim and no reference."

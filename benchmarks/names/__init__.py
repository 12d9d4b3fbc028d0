"""Names and lists beside the best open matcher: the same data, the same run, one core."""

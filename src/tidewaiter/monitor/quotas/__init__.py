"""Ledgers of what was reported, counted by customs, or alleged under the caps of the law.

The three are never added silently. The limits, their periods and the notices stand in the law
files; what was published stands in `monitor/data/quota_reports.csv`, and in the desk's own table.
"""

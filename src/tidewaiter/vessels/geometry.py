"""Distances in nautical miles; degrees in, WGS 84 taken as a sphere (0.5 % off at most)."""

from math import asin, cos, radians, sin, sqrt

RADIUS_NM = 3440.065


def distance_nm(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance of two points, in nautical miles."""
    north, east = radians(lat2 - lat1), radians(lon2 - lon1)
    arc = sin(north / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east / 2) ** 2
    return 2 * RADIUS_NM * asin(min(1.0, sqrt(arc)))


# The same for DuckDB: `nm(lat1, lon1, lat2, lon2)`; NULL where one of them is.
SQL_DISTANCE = f"""
CREATE OR REPLACE TEMP MACRO arc(lat1, lon1, lat2, lon2) AS
    pow(sin(radians(lat2 - lat1) / 2), 2)
    + cos(radians(lat1)) * cos(radians(lat2)) * pow(sin(radians(lon2 - lon1) / 2), 2);
CREATE OR REPLACE TEMP MACRO nm(lat1, lon1, lat2, lon2) AS
    2 * {RADIUS_NM} * asin(sqrt(CASE WHEN arc(lat1, lon1, lat2, lon2) > 1 THEN 1
        ELSE arc(lat1, lon1, lat2, lon2) END))
"""

"""Consignments on record: the table with its facets, and one consignment with its grounds."""

from fastapi import APIRouter

router = APIRouter()

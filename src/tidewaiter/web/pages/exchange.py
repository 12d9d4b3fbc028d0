"""Bundles between partners, and who lists whom."""

from fastapi import APIRouter

router = APIRouter()

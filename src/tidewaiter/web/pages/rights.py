"""Recommendations of the Commission of Inquiry and protected records."""

from fastapi import APIRouter

router = APIRouter()

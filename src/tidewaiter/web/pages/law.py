"""What bites on a date; one measure; two dates beside each other; jurisdictions side by side."""

from fastapi import APIRouter

router = APIRouter()

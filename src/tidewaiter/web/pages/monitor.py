"""Trade, quotas, labour and provocations."""

from fastapi import APIRouter

router = APIRouter()

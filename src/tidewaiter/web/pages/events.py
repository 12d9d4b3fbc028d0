"""One event of the ledger as it was written."""

from fastapi import APIRouter

router = APIRouter()

"""Help, and the words of the workbench with their meaning."""

from fastapi import APIRouter

router = APIRouter()

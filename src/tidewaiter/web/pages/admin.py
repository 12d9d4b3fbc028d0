"""Users, lists, imports, audit check, backup."""

from fastapi import APIRouter

router = APIRouter()

"""What waits for a second person: releases and rulings."""

from fastapi import APIRouter

router = APIRouter()

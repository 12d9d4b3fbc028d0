"""The inspection form, made for a phone: six steps, nothing pre-filled, sent when it can be."""

from fastapi import APIRouter

router = APIRouter()

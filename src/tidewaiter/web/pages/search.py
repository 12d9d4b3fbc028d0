"""One box for everything: names, numbers, containers, bills of lading, headings, paragraphs."""

from fastapi import APIRouter

router = APIRouter()

"""A law that asks one report after a seizure and one by the calendar; plainly fictional."""

import datetime

import msgspec

CALENDAR_DAY = datetime.date(2026, 11, 19)


class Reported(msgspec.Struct):
    measure: str = "un/1874/15/report"
    instrument: str = "S/RES/1874 (2009)"
    paragraph: str = "15"
    what: str = "the seizure"
    to: str = "Committee"
    due: datetime.date | None = None
    desk_due: datetime.date | None = None
    time_check: str = "verified"
    paragraph_check: str = "verified"


class FictionalLaw:
    def after(self, event: str, on: datetime.date) -> list[Reported]:
        late = on + datetime.timedelta(days=14)
        return [Reported(desk_due=late)] if event == "seizure" else []

    def calendar(self, first: datetime.date, last: datetime.date) -> list[Reported]:
        monthly = Reported(measure="un/2321/26/report", due=CALENDAR_DAY)
        return [monthly] if first <= CALENDAR_DAY <= last else []

"""Which of OFAC's two lists a file holds, told from the programmes of its entries.

The SDN list and the consolidated list of non-SDN entries share their forms, and neither CSV nor
XML names its list.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from tidewaiter.lists.metadata import published
from tidewaiter.lists.reading import Reading
from tidewaiter.model import Decision, Listing

SDN = "ofac_sdn"
CONSOLIDATED = "ofac_consolidated"
INSTRUMENTS = {SDN: "OFAC SDN", CONSOLIDATED: "OFAC non-SDN consolidated"}
# of the Palestinian Legislative Council, Chinese military-industrial companies, sectoral and
# directive entries, correspondent accounts, foreign sanctions evaders, menu-based entries
_NON_SDN = frozenset(
    {
        "NS-PLC",
        "CMIC-EO13959",
        "UKRAINE-EO13662",
        "RUSSIA-EO14024",
        "561-RELATED",
        "FSE-IR",
        "FSE-SY",
        "FSE-WMD",
        "FSE-SDGT",
    }
)


def tell_list(listings: Sequence[Listing]) -> str:
    """The key of the list: the consolidated one where most entries are of its programmes.

    The SDN list has some of them too (a quarter of its entries since 2022), never the most.
    """
    non_sdn = sum(
        any(programme.upper() in _NON_SDN for programme in listing.programmes)
        for listing in listings
    )
    return CONSOLIDATED if 2 * non_sdn > len(listings) else SDN


def settle(reading: Reading, key: str | None = None) -> None:
    """Put the gathered listings under the name of their list, each with its decision.

    Args:
        reading: What was read; changed in place.
        key: The list, where the file names it.
    """
    key = key or tell_list(reading.listings)
    about = published(key)
    reading.about = about
    reading.listings = [
        replace(
            listing,
            list=about.list,
            source=about.name,
            decisions=(
                Decision(
                    measure="listed",
                    since=listing.listed_on,
                    instrument=f"{INSTRUMENTS[key]}, {', '.join(listing.programmes)}",
                ),
            ),
        )
        for listing in reading.listings
    ]

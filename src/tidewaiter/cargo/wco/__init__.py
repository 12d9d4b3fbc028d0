"""WCO Data Model 3.x declarations, as `MetaData/Declaration` or bare.

One consignment per `GoodsShipment`; the declaration around it is context for each. Written
from the schema `WCO_DEC` (version 2.15, model 3.6). Masses are kilograms unless the attribute
`unitCode` says otherwise.
"""

from tidewaiter.cargo.wco.reader import FORMAT

__all__ = ["FORMAT"]

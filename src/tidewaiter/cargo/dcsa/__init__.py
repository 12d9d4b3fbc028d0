"""DCSA bill of lading 3.0 in JSON: transport documents, shipping instructions, issuance requests.

One consignment per bill of lading or sea waybill; every house bill inside shipping
instructions is a consignment of its own with the voyage of its master. Weights of other units
are converted to kilograms and stay in the extras as written.
"""

from tidewaiter.cargo.dcsa.reader import FORMAT

__all__ = ["FORMAT"]

"""The base of every record that passes between stages."""

import msgspec


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """An immutable value; fields left at their default are left out of JSON.

    A frozen record holds only what existed before it, so it can be in no cycle: the garbage
    collector need not walk it (`gc=False`), which saves a tenth of the time of reading.
    """


class LawRecord(Record, frozen=True, forbid_unknown_fields=True):
    """A record of a law file; a key it does not know is an error."""


class Evidence(Record, frozen=True):
    """One value that carries a finding, and where it stood.

    `field` is the path inside the subject (`goods[0].hs`) or inside a source (`un/KPe.020`),
    `value` the text as it was found, `at` the place in the file (`segment 41`, `line 3`, an
    XML path), empty where the subject came from no file.
    """

    field: str
    value: str
    at: str = ""


class Identifier(Record, frozen=True):
    """A number or mark that names one thing: `scheme` says which kind, `value` as written.

    Schemes in use: `imo`, `company_imo`, `mmsi`, `call_sign`, `passport`, `national_id`,
    `registration`, `tax`, `eori`, `lei`, `swift`, `other`.
    """

    scheme: str
    value: str

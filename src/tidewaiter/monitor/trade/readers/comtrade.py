"""The records of UN Comtrade's API v1: the names of its fields, in JSON and in CSV alike."""

from tidewaiter.monitor.trade.readers.shape import Shape

# The fields of a record as the service documents them, and the field of ours each fills.
_V1 = {
    "typeCode": "",
    "freqCode": "frequency",
    "refPeriodId": "ref_period",
    "refYear": "",
    "refMonth": "ref_month",
    "period": "period",
    "reporterCode": "reporter",
    "reporterISO": "",
    "reporterDesc": "",
    "flowCode": "flow",
    "flowDesc": "",
    "partnerCode": "partner",
    "partnerISO": "",
    "partnerDesc": "",
    "partner2Code": "partner2",
    "partner2ISO": "",
    "partner2Desc": "",
    "classificationCode": "classification",
    "classificationSearchCode": "",
    "isOriginalClassification": "",
    "cmdCode": "hs",
    "cmdDesc": "",
    "aggrLevel": "level",
    "isLeaf": "",
    "customsCode": "customs",
    "customsDesc": "",
    "mosCode": "",
    "motCode": "mot",
    "motDesc": "",
    "qtyUnitCode": "",
    "qtyUnitAbbr": "unit",
    "qty": "quantity",
    "isQtyEstimated": "",
    "altQtyUnitCode": "",
    "altQtyUnitAbbr": "",
    "altQty": "",
    "isAltQtyEstimated": "",
    "netWgt": "net_weight",
    "isNetWgtEstimated": "",
    "grossWgt": "",
    "isGrossWgtEstimated": "",
    "cifvalue": "",
    "fobvalue": "",
    "primaryValue": "value",
    "legacyEstimationFlag": "",
    "isReported": "reported",
    "isAggregate": "",
    "datasetCode": "",
}
_NEEDED = ("period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue")

V1_JSON = Shape(name="Comtrade API v1, JSON", columns=_V1, needed=_NEEDED, row_word="record")
V1_CSV = Shape(name="Comtrade API v1, CSV", columns=_V1, needed=_NEEDED, first_row=2)

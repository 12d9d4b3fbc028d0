from tests.cargo.accounting import FIXTURES, only

SAD = FIXTURES / "asycuda" / "two_items.xml"


def test_items_are_goods_with_code_words_origin_weights_and_value() -> None:
    first, second = only(SAD).goods
    assert first.hs == ("26030000",)
    assert first.description == "- Copper ores and concentrates\nCOPPER CONCENTRATE\n23 PCT"
    assert (first.origin, first.gross_weight_kg, first.net_weight_kg) == ("MN", 10000, 9800)
    assert first.value is not None
    assert (first.value.amount, first.value.currency) == (4300, "USD")
    assert (first.packages[0].count, first.packages[0].marks) == (400, "IM\n1-400")
    assert (second.hs, second.gross_weight_kg, second.origin) == (("90271000",), 150.5, "DE")


def test_precisions_of_the_code_stay_as_declared() -> None:
    extras = {(extra.name.rpartition("/")[2], extra.value) for extra in only(SAD).extras}
    assert {("Precision_1", "00"), ("Precision_4", "A1")} <= extras


def test_the_first_line_of_a_trader_is_the_name_and_the_rest_the_address() -> None:
    parties = {party.role: party for party in only(SAD).parties if party.role != "other"}
    assert parties["exporter"].name == "INVENTED METALS LLC"
    assert parties["exporter"].address == "1 Smelter Way, Port Sample"
    assert parties["consignee"].identifiers == ()
    assert (parties["declarant"].name, parties["declarant"].contact) == (
        "Sample Brokers",
        "A. Nobody",
    )


def test_the_ship_at_the_border_is_the_main_leg_and_the_wagon_the_second() -> None:
    ship, wagon = only(SAD).transports
    assert (ship.mode, ship.name, ship.flag) == ("sea", "QUIET OTTER", "TG")
    assert (wagon.mode, wagon.registration) == ("rail", "WAGON 5512")


def test_countries_on_the_way_are_routing() -> None:
    sad = only(SAD)
    assert (sad.country_of_export, sad.country_of_destination) == ("MN", "CN")
    assert sad.routing == ("CN", "HK")
    assert sad.at("routing[1]").endswith("Country/Trading_country")


def test_only_a_date_that_can_be_read_in_one_way_is_a_date() -> None:
    sad = only(SAD)
    assert {(date.kind, date.value) for date in sad.dates} == {
        ("acceptance", "2017-08-21"),
        ("departure", "2017-08-24"),
    }
    assert [defect.text for defect in sad.defects] == ["1/2/2017"]
    assert "1/2/2017" in [extra.value for extra in sad.extras]


def test_documents_are_references_under_the_name_of_their_code() -> None:
    references = {(held.scheme, held.value) for held in only(SAD).references}
    assert ("certificate_of_origin", "CO-778") in references
    assert ("licence", "LIC-9") in references


def test_head_and_containers() -> None:
    sad = only(SAD)
    assert (sad.reference, sad.movement, sad.gross_weight_kg) == ("C 1234", "export", 10150.5)
    assert [(held.number, held.size_type) for held in sad.containers] == [("TEMU5556667", "22G1")]
    assert ("port_of_loading", "CNTXG") in [(port.function, port.code) for port in sad.ports]

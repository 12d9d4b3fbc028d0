"""The recommendations as data."""

from tidewaiter.rights import load_recommendations


def test_each_recommendation_stands_once_in_the_order_of_the_report() -> None:
    known = load_recommendations()
    cited = [each.citation for each in known.all]
    assert len(set(cited)) == len(cited) == 38
    assert (cited[0], cited[-1]) == ("para 89(a)", "para 94(j)")
    assert "para 91" in cited
    assert all(each.summary and each.addressee and each.progress for each in known.all)


def test_what_was_not_checked_is_not_called_verified() -> None:
    verified = [each.citation for each in load_recommendations().all if each.check == "verified"]
    assert verified == ["para 89(a)", "para 89(b)", "para 89(c)"]

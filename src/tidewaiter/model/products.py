"""The products that measures may name."""

from tidewaiter.model.record import LawRecord


class ProductWord(LawRecord, frozen=True):
    """A product of the goods vocabulary: what it means and when the neighbour is meant."""

    name: str
    means: str
    stands_for: tuple[str, ...]
    neighbour: str


class Products(LawRecord, frozen=True, rename={"products": "product"}):
    """Every product a measure may name."""

    products: tuple[ProductWord, ...]

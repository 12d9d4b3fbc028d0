"""Whatever a broken document says, it is judged or refused; nothing else leaves the examination."""

import datetime
import random
from pathlib import Path

from tidewaiter import cargo, lists
from tidewaiter.law import load_law, load_target
from tidewaiter.model import BadInput, Consignment
from tidewaiter.model.finding import ACTIONS
from tidewaiter.pipeline.examine import Examiner
from tidewaiter.pipeline.samples import sample_folder
from tools.fuzz import mutate
from tools.fuzz_seeds import load_seeds

DOCUMENTS = 400


def test_mutated_documents_are_judged_or_refused(tmp_path: Path) -> None:
    examiner = Examiner(
        law=load_law(),
        target=load_target(),
        lists=[lists.embedded()],
        today=datetime.date(2026, 1, 1),
    )
    with sample_folder() as folder:
        seeds = load_seeds(folder)
    source = random.Random(2270)
    path = tmp_path / "document"
    judged = 0
    for _ in range(DOCUMENTS):
        path.write_bytes(mutate(source.choice(seeds), source)[1] or b"x")
        try:
            records = list(cargo.read(path))
        except BadInput:
            continue
        for record in records:
            if isinstance(record, Consignment):
                assert examiner.examine(record).action in ACTIONS
                judged += 1
    assert judged > DOCUMENTS / 2

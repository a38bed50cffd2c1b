"""Learn what the likeness of two names is worth: `python bench/people/weigh.py --data FOLDER` writes weights.tsv.

FOLDER holds names/positives.dev.tsv and names/negatives.dev.tsv. A logistic regression over the candidates that the
names stage would weigh; the people of the negatives are taken out of the list of known people first, so that what is
learned is how strangers look. Prints precision and recall over five folds, no person in two of them.
"""

import argparse
import csv
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dechaff.names import alike, known, likeness
from dechaff.names.known import Crowd
from dechaff.names.people import People
from dechaff.names.surroundings import Reading

BENCH = Path(__file__).parents[3] / "shared" / "bench"
FOLDS, PENALTY, STEPS = 5, 3.0, 30


@dataclass(frozen=True)
class Example:
    row: int
    fold: int
    name: str
    is_right: bool
    values: tuple[float, ...]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def examples(folder: Path) -> tuple[list[Example], int]:
    positives, negatives = rows(folder / "positives.dev.tsv"), rows(folder / "negatives.dev.tsv")
    shipped = known.shipped()
    strangers = {row["mention"] for row in negatives} - {row["canonical"] for row in rows(folder / "gazetteer.tsv")}
    for stranger in strangers:
        shipped.countries.pop(stranger, None)
    known.shipped = lambda: known.Shipped(  # type: ignore[assignment]
        shipped.countries, tuple(one for one in shipped.targets if one.name not in strangers), shipped.loose
    )
    people, crowd = People.load(), Crowd()
    found = []
    for number, row in enumerate([*positives, *negatives]):
        text = row["context"].replace('\\"', '"')
        reading = Reading(text, people.read(text).places, crowd, whole=True)
        fold = zlib.crc32((row["gaz_pid"] or row["mention"]).encode()) % FOLDS
        for whole in reading.names:
            if whole.name != row["mention"] or crowd.is_somebody(whole.name, whole.words):
                continue
            around = reading.around(whole)
            if around.is_private:
                continue
            for one in alike.candidates(whole.words, crowd.alike(whole.words, around.countries)):
                if not alike.objection(whole.words, one, around):
                    is_right = row["kind"] == "pos" and one.known.name == row["expected"]
                    found.append(Example(number, fold, one.known.name, is_right, tuple(one.likeness)))
    return found, len(positives)


def fit(values: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a logistic regression by Newton's method, the last that of nothing at all."""
    values = np.hstack([values, np.ones((len(values), 1))])
    weights = np.zeros(values.shape[1])
    penalty = np.full(len(weights), PENALTY)
    penalty[-1] = 1e-6
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-np.clip(values @ weights, -50, 50)))
        slope = values.T @ (right - sure) - penalty * weights
        bend = (values * (sure * (1 - sure) + 1e-9)[:, None]).T @ values + np.diag(penalty)
        weights += np.linalg.solve(bend, slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=BENCH)
    folder = parser.parse_args().data / "names"
    if not folder.is_dir():
        raise SystemExit(f"{folder}: no such folder; name the one above it with --data.")
    found, total = examples(folder)
    values = np.array([one.values for one in found])
    right = np.array([float(one.is_right) for one in found])
    folds = np.array([one.fold for one in found])
    sure = np.zeros(len(found))
    for fold in range(FOLDS):
        weights = fit(values[folds != fold], right[folds != fold])
        sure[folds == fold] = 1 / (1 + np.exp(-(values[folds == fold] @ weights[:-1] + weights[-1])))
    report(found, sure, total)
    weights = fit(values, right)
    lines = [f"{name}\t{weight:.4f}\n" for name, weight in zip(likeness.Likeness._fields, weights, strict=False)]
    head = "# Written by bench/people/weigh.py: what each part of a likeness weighs.\nshared\tweight\n"
    likeness.WEIGHTS.write_text(f"{head}nothing\t{weights[-1]:.4f}\n{''.join(lines)}", encoding="utf-8")


def report(found: list[Example], sure: NDArray[np.float64], total: int) -> None:
    by_row: dict[int, list[tuple[float, str, bool]]] = {}
    for one, value in zip(found, sure, strict=True):
        by_row.setdefault(one.row, []).append((float(value), one.name, one.is_right))
    right = sum(one.is_right for one in found)
    print(f"{len(found)} candidates of {len(by_row)} names; right among them {right} of {total}")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        hits = misses = negatives = 0
        for row, candidates in by_row.items():
            candidates.sort(reverse=True)
            best, name, is_right = candidates[0]
            if likeness.choice([best, *(value for value, other, _ in candidates if other != name)]) >= least:
                hits += is_right
                misses += not is_right
                negatives += row >= total
        print(
            f"sure {least:.2f}: precision {hits / (hits + misses):.4f} recall {hits / total:.3f} negatives {negatives}"
        )


if __name__ == "__main__":
    main()

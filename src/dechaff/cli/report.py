"""dechaff report: run.json and report.html once more, from the logs."""

from pathlib import Path

import click

from dechaff.cli.output import tell
from dechaff.errors import InputError, shown


@click.command("report")
@click.argument("out", metavar="OUT")
def command(out: str) -> None:
    """Write run.json and report.html of the output folder OUT again, from the edit logs in it."""
    from dechaff.batch import rebuild
    from dechaff.cli.clean import sentence
    from dechaff.writers import places

    folder = Path(out)
    if not folder.is_dir():
        raise InputError(f"{shown(out)}: is not a folder; name the output folder of a run.")
    if not any(places.logs(folder)):
        raise InputError(f"{shown(out)}: holds no edit logs; name the output folder of a run.")
    tell(sentence(rebuild(folder)))
    tell(f"The report is {shown(folder / 'report.html')}")

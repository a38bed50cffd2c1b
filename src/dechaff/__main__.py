"""Run the command line as `python -m dechaff`."""

from dechaff.cli import main

if __name__ == "__main__":
    main(prog_name="dechaff")

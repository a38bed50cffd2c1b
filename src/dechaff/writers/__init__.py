"""What a run leaves behind: clean text, diff, log, counts and report, each made from a Result and nothing else."""

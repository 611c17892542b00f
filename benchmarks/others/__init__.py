"""The questions of `python -m benchmarks` put to other programs, each in an environment of its own."""

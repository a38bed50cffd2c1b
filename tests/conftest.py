"""What holds for all tests."""

from hypothesis import settings

# No test times anything: a busy machine makes any example slow.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

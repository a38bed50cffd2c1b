"""The shipped file: large, sourced, and in step with the code that reads it."""

from dechaff.names import known, likeness, mentions, sound


def test_it_is_large_and_sound() -> None:
    shipped = known.shipped()
    assert len(shipped.countries) > 50_000
    assert len(shipped.targets) > 6_000
    for one in shipped.targets:
        assert one.country in known.spelt_in_latin(), one.name


def test_its_skeletons_are_those_of_the_code() -> None:
    for one in known.shipped().targets[::50]:
        assert list(one.skeletons) == known.skeletons_of(mentions.split(one.name)), "run bench/people/build.py again"


def test_somebody_is_known_whatever_the_accents_and_the_order() -> None:
    crowd = known.Crowd()
    for name in ("Jens Stoltenberg", "Milos Zeman", "Stoltenberg Jens"):
        assert crowd.is_somebody(name, mentions.split(name)), name
    assert not crowd.is_somebody("Jens Stoltenberh", ("Jens", "Stoltenberh"))


def test_a_users_person_may_be_meant() -> None:
    crowd = known.Crowd([known.Known.made("Jana Novakova", "Czech Republic", "mayor")])
    assert "Jana Novakova" in [one.name for one in crowd.like_sounding(("Yana", "Nowakowa"))]


def test_of_two_alike_neither_is_sure() -> None:
    assert likeness.choice([0.9, 0.9]) < 0.5 < likeness.choice([0.9, 0.1])


def test_what_sounds_alike_has_the_same_skeleton() -> None:
    for one, two in (("Dzhon", "John"), ("Kerri", "Kerry"), ("Hert", "Geert"), ("Uilson", "Wilson")):
        assert {*sound.of(one).skeletons} & {*sound.of(two).skeletons}, one

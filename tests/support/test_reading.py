import pytest

from tests.support.reading import grade, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("clinic", 2), ("state", 1), ("table", 2), ("moved", 1), ("stated", 2), ("prices", 2), ("the", 1),
     ("therapy", 3), ("nobody’s", 3), ("e", 1), ("made", 1), ("there", 1), ("rules", 1)],
)  # fmt: skip
def test_syllables_are_counted(word, count):
    assert syllables(word) == count


def test_a_long_learned_sentence_takes_more_years_of_school_than_a_short_plain_one():
    plain = ["The clinic says so.", "Nobody else has looked."]
    learned = ["Administration of pharmacological interventions necessitates multidisciplinary evaluation."]

    assert grade(plain) < 5
    assert grade(learned) > 20


def test_only_sentences_of_the_main_part_are_read():
    menu = "<nav><p>Nor this one here.</p></nav>"
    html = f"<p>Not this one here.</p><main>{menu}<p>This one here. And this one.</p></main>"

    assert sentences(html) == ["This one here.", "And this one."]

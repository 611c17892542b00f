"""How much of what clinics say a listing can hold: 40 invented clinics, entered through the portal's forms.

    uv run python -m benchmarks.fit            # the shares, by kind of clinic
    uv run python -m benchmarks.fit --missing  # and every sentence that is not held exactly

`sample.toml` has a table for each clinic. Under `says` stand the sentences of its own page:

of      what the sentence is about
words   the sentence
exact   statement → value, where the values say just that
rough   the same, where they say less or more than the words, or only a note says it
none    true, where no statement holds it

"2.drug_minutes" names a part of the clinic's second offering. What several sentences of a clinic say about
one statement is joined. The sentences are in the shares in which 143 clinics of the United States were seen
to make them; the words are ours.
"""

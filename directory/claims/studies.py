"""Claims on what studies found: trials, reviews, and surveys of clinics."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.claims.model import Claim
from directory.claims.sources import guidelines, studies

CHECKED_ON = date(2026, 11, 28)
STUDIES_AGAIN = date(2027, 11, 28)

RESPONSE = Claim(
    key="study-response",
    sentence=_("“Response” most often means that the score of an illness fell by half or more."),
    sources=(studies.SIX_DOSES, studies.MASKED),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
POINTS = Claim(
    key="study-points",
    sentence=_("“Points” are those of a scale of depression, MADRS, from 0 to 60: fewer is better."),
    sources=(studies.ESKETAMINE_ALONE_RESULTS, studies.KARMA_DEP_2),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
ONE_DOSE = Claim(
    key="study-one-dose",
    sentence=_(
        "In many people, depression lifts within hours of one dose by vein. It most often comes back within "
        "days."
    ),
    sources=(studies.DOSE_RANGING, studies.SIX_DOSES),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
SIX_DOSES = Claim(
    key="study-six-doses",
    sentence=_(
        "In a trial from 2019, 41 people took part whom other treatment had not helped. After six doses, 59 "
        "in 100 had a response. For those six doses, everyone knew that they got ketamine."
    ),
    sources=(studies.SIX_DOSES,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
KARMA_DEP_2 = Claim(
    key="study-karma-dep-2",
    sentence=_(
        "In a trial from 2025, 62 hospital patients got up to eight doses of ketamine, or of a sedative "
        "called midazolam. After the series there was no clear difference. Ketamine did 3.2 points better, "
        "and the true value may lie anywhere from 8.5 points better to 2.2 worse. People’s own scores were "
        "equal. Most guessed which drug they got."
    ),
    sources=(studies.KARMA_DEP_2,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
MASKED = Claim(
    key="study-masked",
    sentence=_(
        "In a trial from 2023, 40 people got ketamine or salt water while they were asleep for surgery. "
        "They could not feel which. No clear difference was found. The trial was small, and being asleep "
        "may change the effect. Still, hope may play a part in what other trials found."
    ),
    sources=(studies.MASKED,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
ELEKT_D = Claim(
    key="study-elekt-d",
    sentence=_(
        "ECT treats the brain with short pulses of current, under anesthesia. A trial from 2023 gave "
        "ketamine to 195 people and ECT to 170. All had hard-to-treat depression, and no psychosis. After "
        "three weeks, 55 in 100 had a response with ketamine, and 41 in 100 with ECT. Everyone knew what "
        "they got. ECT lowered memory at three weeks, and it was coming back later."
    ),
    sources=(studies.ELEKT_D, guidelines.ECT_ANESTHESIA),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
KET_ECT = Claim(
    key="study-ket-ect",
    sentence=_("An earlier trial, with severely ill hospital patients, found ECT better than ketamine."),
    sources=(studies.KET_ECT,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
REAL_CLINICS = Claim(
    key="study-real-clinics",
    sentence=_(
        "A study from 2022 began with 9,016 people at 178 US clinics. Only 537 of them had scores that "
        "could be counted. Of these, 53.6% had a response, 28.9% had almost no signs left, and 8.4% got "
        "worse. There was no group to compare with, and it does not say how the others fared."
    ),
    sources=(studies.REAL_CLINICS,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
REAL_CLINICS_LASTING = Claim(
    key="study-real-clinics-lasting",
    sentence=_(
        "When people did respond, the chance that it lasted was 80% at four weeks and 60% at eight, even "
        "without more doses."
    ),
    sources=(studies.REAL_CLINICS,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
REAL_CLINICS_SUICIDE = Claim(
    key="study-real-clinics-suicide",
    sentence=_(
        "A study from 2022 had the scores of 537 people at US clinics. Of those with thoughts of suicide "
        "at the start, 73.0% had fewer after the first series. But 6.0% of all 537 had more. There was no "
        "group to compare with."
    ),
    sources=(studies.REAL_CLINICS,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
ESKETAMINE_ALONE = Claim(
    key="study-esketamine-alone",
    sentence=_(
        "In a trial from 2025, 378 adults used Spravato or a dummy spray, without a pill. After four weeks, "
        "depression had fallen by 5.1 points more with the lower dose than with the dummy, and by 6.8 "
        "points more with the higher dose. Of those on the spray, 24.8% had nausea and 24.3% felt cut off "
        "from themselves."
    ),
    sources=(studies.ESKETAMINE_ALONE,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
ESCAPE_TRD = Claim(
    key="study-escape-trd",
    sentence=_(
        "A trial from 2023 compared Spravato in 336 people with quetiapine, a pill, in 340. After eight "
        "weeks, 27.1% had almost no signs left with the spray, and 17.6% with the pill. Everyone knew what "
        "they got."
    ),
    sources=(studies.ESCAPE_TRD,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
ESKETAMINE_WITH_PILL = Claim(
    key="study-esketamine-with-pill",
    sentence=_(
        "Two trials from 2019 gave Spravato or a dummy spray, each with a new pill. In one, depression fell "
        "by 4.0 points more with Spravato after four weeks. The other found no clear difference."
    ),
    sources=(studies.ESKETAMINE_WITH_PILL, studies.ESKETAMINE_TRIALS),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
ESKETAMINE_OLDER = Claim(
    key="study-esketamine-older",
    sentence=_(
        "In a trial with people of 65 and over, printed in 2020, Spravato and a pill did not do clearly "
        "better than a dummy spray and a pill. Its safety was like that in younger people."
    ),
    sources=(studies.ESKETAMINE_OLDER,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
SUSTAIN_1 = Claim(
    key="study-sustain-1",
    sentence=_(
        "One trial looked at people who had done well on Spravato and a pill. Some went on with both, and "
        "some with the pill alone. Those who went on with both stayed well longer."
    ),
    sources=(studies.SUSTAIN_1,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
NICE = Claim(
    key="study-nice",
    sentence=_(
        "NICE, which advises the health service of England, does not recommend esketamine. It is not sure "
        "that the benefit lasts."
    ),
    sources=(guidelines.NICE,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
PTSD_REPEATED = Claim(
    key="study-ptsd-repeated",
    sentence=_(
        "In a trial from 2021, 30 people got six doses of ketamine or of a sedative. Of those on ketamine, "
        "67 in 100 had a response, against 20 in 100. Half of them had lost it again within about four "
        "weeks."
    ),
    sources=(studies.PTSD_REPEATED,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
PTSD_VETERANS = Claim(
    key="study-ptsd-veterans",
    sentence=_(
        "In a trial from 2022 with 158 veterans and service members, PTSD did not fall more with ketamine "
        "than with a dummy. Depression did, with the standard dose."
    ),
    sources=(studies.PTSD_VETERANS,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
PTSD_POOLED = Claim(
    key="study-ptsd-pooled",
    sentence=_(
        "A review from 2024 put together six trials with 221 people. The gain was small: an effect of "
        "0.27, where 0 means none. It is no longer clear once unpublished studies are allowed for: 0.20, "
        "and it may be nothing. After one and two weeks there was no difference that mattered."
    ),
    sources=(studies.PTSD_POOLED,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
OCD = Claim(
    key="study-ocd",
    sentence=_(
        "One small trial, from 2013, had 15 people. A week after one dose, 4 of the 8 who got ketamine had "
        "a response, and none of the 7 others. Here, a response was a fall of about a third."
    ),
    sources=(studies.OCD,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
SOCIAL_ANXIETY = Claim(
    key="study-social-anxiety",
    sentence=_(
        "One small trial, from 2018, had 18 people. Raters saw less anxiety after ketamine. People’s own "
        "average scores did not differ."
    ),
    sources=(studies.SOCIAL_ANXIETY,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
BIPOLAR = Claim(
    key="study-bipolar",
    sentence=_(
        "A review from 2021 found only three trials of ketamine. One from 2023 calls the effect less clear "
        "than in other depression."
    ),
    sources=(studies.BIPOLAR_2021, studies.BIPOLAR_2023),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
CHRONIC_PAIN = Claim(
    key="study-chronic-pain",
    sentence=_(
        "A review from 2025 took in 67 trials of ketamine and drugs like it, with 2,309 people. It found no "
        "clear proof that they ease lasting pain. Given by vein, ketamine caused more unwanted effects."
    ),
    sources=(studies.CHRONIC_PAIN,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
CRPS = Claim(
    key="study-crps",
    sentence=_(
        "Guidelines from 2018 see moderate support in one illness, complex regional pain syndrome (CRPS), "
        "for up to 12 weeks. They see weak support after injury of the spinal cord, and weak or no support "
        "in other pain."
    ),
    sources=(guidelines.PAIN_2018, guidelines.PAIN_2018_SUMMARY),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
SIDE_EFFECTS = Claim(
    key="study-side-effects",
    sentence=_(
        "A review from 2018 found more side effects with ketamine than with a dummy. They were of mood and "
        "mind, of the heart and blood pressure, and of the nerves."
    ),
    sources=(studies.SIDE_EFFECTS,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
LONG_RUN = Claim(
    key="study-long-run",
    sentence=_(
        "The same review found that studies tend to leave harms out, and that few of them look at many "
        "doses or at the long run."
    ),
    sources=(studies.SIDE_EFFECTS,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
MAINTENANCE = Claim(
    key="study-maintenance",
    sentence=_(
        "In a survey printed in 2025, 119 clinics were counted, of 484 that were asked. More than 80% of "
        "them give later doses to keep people well, and more than 40% let people take doses at home."
    ),
    sources=(studies.CLINICS_2025,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
WEBSITES = Claim(
    key="study-websites",
    sentence=_(
        "In June 2024, researchers read the websites of 473 clinics. Fewer than 30% were run by a "
        "psychiatrist, and more than 25% by people who are not physicians."
    ),
    sources=(studies.CLINICS_2025,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
COUNSELING = Claim(
    key="study-counseling",
    sentence=_(
        "In a survey printed in 2022, 98 clinics answered, of 154 that were asked. Only 40% offered "
        "counseling."
    ),
    sources=(studies.CLINICS_2022,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
WITH_THERAPY = Claim(
    key="study-with-therapy",
    sentence=_(
        "A review from 2026 found 72 studies of ketamine together with talk therapy. Only 11 formed their "
        "groups by chance, and only two of those tested the therapy itself. It found no proof that the "
        "therapy adds to the effect."
    ),
    sources=(studies.THERAPY_2026,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
WITH_THERAPY_2023 = Claim(
    key="study-with-therapy-2023",
    sentence=_(
        "Whether talk therapy makes the gain larger, or makes it last, is an open question. An earlier "
        "review, from 2023, set out to answer it."
    ),
    sources=(studies.THERAPY_2023,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)
ADVERTISING = Claim(
    key="study-advertising",
    sentence=_(
        "In 2023, a study of clinics in Maryland looked at their online ads. It found false or misleading "
        "claims."
    ),
    sources=(studies.ADVERTISING,),
    checked_on=CHECKED_ON,
    next_check=STUDIES_AGAIN,
)

"""What was, is planned, asked, denied or another's is not read as the present, nor the present as what was."""

from __future__ import annotations

from time import perf_counter

import pytest

from bot.language.extraction import Extractor

TOLD = [
    # the word `previously` behind a thing, or before another
    ("HD, Coumadin previously used for AF", {"warfarin": False, "dialysis": "haemodialysis"}),
    ("prednisolone previously taken, on PD", {"steroids": False, "dialysis": "peritoneal"}),
    ("PD now, previously treated with haemodialysis", {"dialysis": "peritoneal"}),
    ("on HD, previously used warfarin", {"dialysis": "haemodialysis", "warfarin": False}),
    # one question with its subject
    ("62F HD, is acenocoumarol a risk?", {"warfarin": None, "dialysis": "haemodialysis"}),
    ("62F HD, is obesity a risk", {"obesity": None}),
    ("62F on warfarin, HD, risk?", {"warfarin": True, "dialysis": "haemodialysis"}),
    ("what's her risk of getting sores if she takes steroids?", {"lesions": None, "steroids": None}),
    ("what is my risk of calciphylaxis, 60F HD warfarin", {"warfarin": True, "dialysis": "haemodialysis"}),
    # kilograms
    ("I put on 4-5 kg in 2 months", {"recent_weight_loss": None}),
    ("dry weight - 71 kg over the last 2 months", {"recent_weight_loss": None}),
    ("72M HD, -9 kg in 4 months", {"recent_weight_loss": True}),
    # planned, told, supposed
    ("they told me I may need insulin", {"injections": None}),
    ("I might have to go on steroids", {"steroids": None}),
    ("she'll be starting Coumadin on Friday", {"warfarin": None}),
    ("70M PD, if stroke then warfarin", {"warfarin": None, "dialysis": "peritoneal"}),
    ("They put me on warfarin", {"warfarin": True}),
    # denied, exchanged, begun again
    ("HD, prednisolone -> azathioprine", {"steroids": False, "dialysis": "haemodialysis"}),
    ("warfarin 4 mg -> 3 mg, HD", {"warfarin": True}),
    ("lupus excluded, HD", {"autoimmune": False, "dialysis": "haemodialysis"}),
    ("Steroids.....no\nDiabetes.....yes", {"steroids": False, "diabetes": True}),
    ("? lupus, on HD", {"autoimmune": None, "dialysis": "haemodialysis"}),
    ("she stopped prednisolone in May but resumed it last week", {"steroids": True}),
    ("he stopped prednisolone and restarted haemodialysis", {"steroids": False}),
    # what was stopped
    ("Sintrom 2 mg, stopped drinking, on PD", {"warfarin": True, "dialysis": "peritoneal"}),
    ("55M PD, stopped steroids in May", {"dialysis": "peritoneal", "steroids": False}),
    ("PD no longer on steroids", {"dialysis": "peritoneal", "steroids": False}),
    ("prednisolone (stopped by GP), HD", {"steroids": False, "dialysis": "haemodialysis"}),
    ("she dnt take steroids", {"steroids": False}),
    ("her Sintrom since two months replaced by rivaroxaban, HD", {"warfarin": False, "dialysis": "haemodialysis"}),
    ("prescribed him calcium acetate but he never bought it", {"calcium_binder": False}),
    ("60F HD: warfarin (yes), prednisolone (not charted)", {"warfarin": True, "steroids": False}),
    ("50M HD, not a k/c/o DM", {"diabetes": False, "dialysis": "haemodialysis"}),
    ("66M STOP on PD STOP no steroids STOP skin clear", {"dialysis": "peritoneal", "steroids": False}),
    ("for 'diabetic' please read 'not diabetic'. 50M HD", {"diabetes": False}),
    ("Lupus/vasculitis: no, HD: yes", {"autoimmune": False, "dialysis": "haemodialysis"}),
    ("I weighed 88 in spring and now it is 71, on HD", {"age": None}),
    ("Never had: lupus, cancer, a transplant. On HD", {"autoimmune": False, "cancer": False, "transplant": False}),
    ("No: steroids, warfarin. Yes: PD", {"steroids": False, "warfarin": False, "dialysis": "peritoneal"}),
    ("they want to put her on PD, still on HD", {"dialysis": "haemodialysis"}),
    ("he was 95 kg last year, now 77 kg, 180 cm", {"recent_weight_loss": True, "bmi": 23.8}),
    ("he was 95 kg in 2009, now 77 kg", {"recent_weight_loss": None}),
    # forms that are filled, and empty ones
    ("Cancer (Y/N): N\nSteroids (Y/N): Y", {"cancer": False, "steroids": True}),
    ("Lupus yes/no no; insulin yes/no yes", {"autoimmune": False, "injections": True}),
    ("Cancer Y/N, steroids Y/N, HD Y/N", {"cancer": None, "steroids": None, "dialysis": None}),
    # capitals, limbs, plaques, a history under its heading
    ("72F PD AFF on steroids", {"dialysis": "peritoneal", "steroids": True}),
    ("aff the steroids, on PD", {"steroids": False, "dialysis": "peritoneal"}),
    ("sore on the stump of my amputated foot", {"lesions": "ulcers"}),
    ("the foot ulcer was amputated in 2021, on HD", {"lesions": None}),
    ("soft plaques on her belly", {"lesions": "plaques"}),
    ("soft plaque in the aorta, HD", {"lesions": None}),
    ("Past: T1DM, on PD", {"diabetes": True, "dialysis": "peritoneal"}),
    ("On PD. Past: steroids", {"steroids": False, "dialysis": "peritoneal"}),
]


@pytest.mark.parametrize(("text", "facts"), TOLD)
def test_what_is_the_case(extractor: Extractor, text: str, facts: dict[str, object]) -> None:
    history = dict(extractor.extract(text).history)
    assert {key: history.get(key) for key in facts} == facts


@pytest.mark.parametrize("text", ["one of my phosphate results was 2.9", "Two of my phosphate results were 2.9"])
def test_some_of_several_are_no_value(extractor: Extractor, text: str) -> None:
    assert [float(each.value or 0) for each in extractor.extract(text).labs] == [2.9]


@pytest.mark.parametrize("part", ["HD nil ", "DM? "])
def test_time_grows_with_the_length(extractor: Extractor, part: str) -> None:
    def seconds(times: int) -> float:
        best = 9.0
        for _ in range(2):
            start = perf_counter()
            extractor.extract(part * times)
            best = min(best, perf_counter() - start)
        return best

    assert seconds(800) < 12 * seconds(200)

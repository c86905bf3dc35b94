from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pytest

from ramangan_gui.core.augmented_set import AugmentedSet, Generated, InputFile, ProcessStep
from ramangan_gui.core.progress import run
from ramangan_gui.core.review_record import BlindTest, ComparedRun, ReviewRecord
from ramangan_gui.core.scorecard import ClassScore, MetricValue, Scorecard
from ramangan_gui.core.spectra import Spectra
from ramangan_gui.core.stage_messages import StageMessages
from ramangan_gui.core.utility import Utility, UtilityRow
from ramangan_gui.io.report import report_html, write_report
from ramangan_gui.io.svg import Chart

EVIL = '<script>alert("x")</script>&amp'


@pytest.fixture
def augmented() -> AugmentedSet:
    rng = np.random.default_rng(0)
    x = np.linspace(400, 1800, 60)
    originals = Spectra.from_arrays(x, rng.normal(1, 0.1, (20, 60)), label=[EVIL, "B"] * 10)
    generated = Generated.from_arrays(
        rng.normal(1, 0.1, (12, 60)),
        [EVIL] * 8 + ["B"] * 4,
        reason=["It is 2.0 times as noisy as usual.", "It is 3.1 times as noisy as usual."]
        + [""] * 10,
        review=[2, 2, 2] + [1] * 9,
    )
    score = ClassScore(
        "doubtful", (f"Reason {EVIL}",), 10, 10, {"coverage": MetricValue(0.91, 0.8, 1.0, True)}
    )
    return AugmentedSet(
        raw=originals,
        corrected=originals,
        fold=np.zeros(20, np.int32),
        generated=generated,
        judged=generated,
        process=(ProcessStep("baseline", {"lam": 1e5, EVIL: EVIL}),),
        scorecard=Scorecard("doubtful", {EVIL: score}),
        inputs=(InputFile(f"/home/somebody/secret/{EVIL}.txt", "ab" * 32),),
        environment={"python": "3.11", "note": EVIL},
        messages=StageMessages((EVIL,)),
        title=EVIL,
        review_record=ReviewRecord(
            {EVIL: {"noise": 1.5}},
            (BlindTest("B", 0, (True, False), (0, 1), (True, True)),),
            (ComparedRun("Other <run>", Scorecard("fail", {"B": score})),),
        ),
    )


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        self.links += [v for k, v in attributes if k in ("src", "href", "xlink:href") and v]


def test_that_nothing_in_a_report_is_code_or_loaded_from_elsewhere(augmented):
    text = run(report_html(augmented))
    tags = _Tags()
    tags.feed(text)
    assert "script" not in tags.seen
    assert tags.links == []
    assert "alert(&quot;x&quot;)" in text
    assert "default-src 'none'" in text


def test_that_every_plot_of_a_report_is_well_formed(augmented):
    drawings = re.findall("<svg .*?</svg>", run(report_html(augmented)), re.DOTALL)
    assert len(drawings) == 6  # overlay, difference and PCA of two classes
    for drawing in drawings:
        assert ElementTree.fromstring(drawing).tag.endswith("svg")


def test_that_a_report_tells_verdict_rejections_and_blind_tests(augmented):
    text = run(report_html(augmented))
    assert "All classes: ! doubtful" in text
    assert "3 of 12 generated spectra were rejected (25.0%): 2 that" in text
    assert "0.91" in text
    assert "0.8 to 1" in text
    assert "1 of 2 answers" in text
    assert "Compared with Other &lt;run&gt; on the same held-out originals." in text
    assert "<td>B</td><td>nothing judged</td><td>! doubtful</td>" in text
    assert '<td>It is 2.0 to 3.1 times as noisy as usual.</td><td class="number">2</td>' in text


def test_that_a_report_tells_the_use_for_a_classifier_where_it_was_measured(augmented):
    assert "Use for a classifier" not in run(report_html(augmented))
    plain = UtilityRow("linear", "", "originals", 0.0, 0.75, 0.7, 0.8, 1.0, None, None, None, 4)
    added = replace(plain, augmenter="pca", training="added", dose=1.0, accuracy=0.8,
                    gain=0.05, gain_low=-0.01, gain_high=0.11)  # fmt: skip
    found = Utility((plain, added), (added,), (f"It may help {EVIL}.",), 20)
    record = replace(augmented.review_record, utility=found)
    text = run(report_html(replace(augmented, review_record=record)))
    assert "Use for a classifier</h2>" in text
    assert "<td>80.0%</td><td>70.0% to 80.0%</td><td>+5.0% (-1.0% to +11.0%)</td>" in text
    assert "<td>+25.0%</td>" in text  # 100 % on training spectra, 75 % on held-out ones
    assert "<script>" not in text


def test_that_a_report_names_files_without_their_folders(augmented):
    text = run(report_html(augmented))
    assert "somebody" not in text
    assert "ab" * 32 in text


def test_that_a_report_of_corrected_spectra_alone_says_that_there_is_no_verdict(
    augmented, tmp_path
):
    none = Generated.none(60)
    bare = replace(augmented, generated=none, judged=none, scorecard=None)
    run(write_report(tmp_path / "r.html", bare))
    assert "there is no verdict" in (tmp_path / "r.html").read_text("utf-8")


def test_that_thinning_a_long_curve_keeps_its_peak():
    y = np.zeros(20_000)
    y[7_777] = 5.0
    chart = Chart("a peak", "x", "y")
    chart.line(np.arange(20_000), y, "#000000")
    points = re.search('points="([^"]*)"', chart.render())[1].split()
    assert len(points) < 3_000
    heights = [float(p.split(",")[1]) for p in points]
    assert min(heights) < 40  # the top of the plot, of 260


def test_that_gaps_break_a_curve_and_nothing_makes_no_plot():
    chart = Chart("gaps", "x", "y")
    chart.line(np.arange(7), [1, 2, np.nan, 3, 4, np.nan, np.nan], "#000000")
    assert chart.render().count("<polyline") == 2
    empty = Chart("nothing", "x", "y")
    empty.line([0, 1], [np.nan, np.nan], "#000000")
    assert empty.render() == ""

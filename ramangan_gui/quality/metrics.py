"""The table of metrics: each one figure per fold, beside what measured spectra would give."""

from __future__ import annotations

from collections.abc import Mapping

from . import chemistry, clusters, fidelity, novelty, variety
from .figures import (
    FAMILIES,
    TAIL,
    Draws,
    Metric,
    as_p_value,
    at_once,
    over_folds,
    with_interval,
)

_APART = "A program, and an attentive eye, can tell them from your measured spectra."


def _power(band: int) -> Metric:
    low, high = fidelity.POWER_BANDS[band]
    return Metric(
        f"power_band_{band + 1}",
        f"Power, {low:.2f}–{high:.2f} per point",
        f"Power of what varies {low:.2f} to {high:.2f} times per point, generated less original, "
        "in dB; 0 is right. Smoothing and the ripples of networks show here.",
        fidelity.power_in_band(band),
        "near null",
        with_interval,
        "fidelity",
        1.2,
        "Noise and fine structure of this width are as strong as in your spectra.",
        "Fine structure of this width is too weak: the spectra look smoothed.",
        "Fine structure of this width is too strong: noise or a ripple that your instrument does "
        "not make.",
        "dB",
    )


#: Every metric, by name. A new one is one function and one entry here.
METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            "one_nn_original",
            "1-NN, held-out originals",
            "Share of held-out originals whose most similar spectrum is another original; about "
            "one half if generated spectra mix with them, 1 if they stand apart.",
            at_once(fidelity.one_nn_original),
            "near null",
            with_interval,
            "fidelity",
            0.20,
            "Your spectra find generated ones as similar as other measured ones.",
            "Your spectra find generated ones more similar than measured ones: the generated ones "
            "crowd in the middle, or repeat yours.",
            "Your spectra keep to themselves. " + _APART,
        ),
        Metric(
            "one_nn_generated",
            "1-NN, generated",
            "Share of generated spectra whose most similar spectrum is another generated one; "
            "about one half if they mix with held-out originals, 1 if they stand apart.",
            at_once(fidelity.one_nn_generated),
            "near null",
            with_interval,
            "fidelity",
            0.20,
            "Generated spectra lie among your spectra as measured ones would.",
            "Generated spectra hang on to measured ones: they are noisy, or made from them.",
            "Generated spectra keep to themselves. " + _APART,
        ),
        Metric(
            "classifier_auc",
            "Classifier, AUC",
            "How often a cross-validated linear classifier (PCA scores and texture) puts a "
            "generated spectrum above an original: 0.5 is chance, 1 is never wrong.",
            fidelity.classifier_auc,
            "low",
            with_interval,
            "fidelity",
            0.15,
            "A trained program can hardly tell generated from measured spectra.",
            "",
            "A trained program tells generated from measured spectra; one that you train on them "
            "could learn that difference instead of the chemistry.",
        ),
        Metric(
            "classifier_p",
            "Classifier, p-value",
            "How often the same classifier would do as well on relabelled spectra; below 0.05 the "
            "difference is real, however small.",
            fidelity.classifier_p,
            "high",
            as_p_value,
            "fidelity",
            0.04,
            "What the classifier found may well be chance.",
            "What the classifier found is no chance.",
            "",
        ),
        Metric(
            "mmd_p",
            "MMD, p-value",
            "How often relabelled spectra would differ as much as original and generated do "
            "(maximum mean discrepancy on 10 PCA scores); below 0.05 the difference is real.",
            at_once(fidelity.mmd_p),
            "high",
            as_p_value,
            "fidelity",
            0.04,
            "In the PCA plot both clouds could be one.",
            "In the PCA plot the two clouds differ by more than chance.",
            "",
        ),
        Metric(
            "noise_ratio",
            "Noise ratio",
            "High-frequency noise of generated spectra over that of held-out originals; 1 is "
            "right, below 1 too smooth, above 1 too noisy.",
            at_once(fidelity.noise_ratio),
            "near null",
            with_interval,
            "fidelity",
            0.13,
            "Generated spectra are as noisy as yours.",
            "Generated spectra are smoother than yours; a model trained on them would expect a "
            "better instrument.",
            "Generated spectra are noisier than yours; small bands drown.",
        ),
        Metric(
            "local_noise",
            "Noise, where it is farthest off",
            "By what factor their noise is too strong or too weak at that place along the axis, of "
            "up to sixteen, where it is farthest off; 1 is right.",
            at_once(fidelity.local_noise),
            "low",
            with_interval,
            "fidelity",
            0.25,
            "Everywhere along the axis generated spectra are as noisy as yours.",
            "",
            "At some place generated spectra are noisier, or smoother, than yours.",
        ),
        *(_power(band) for band in range(len(fidelity.POWER_BANDS))),
        Metric(
            "mean_error",
            "Error of the mean",
            "Root mean square difference between the mean spectra, part of the highest peak.",
            at_once(fidelity.mean_error),
            "low",
            with_interval,
            "fidelity",
            0.02,
            "The mean spectrum agrees with that of your measurements.",
            "",
            "The mean spectrum is off: some bands are on average too high, too low or displaced.",
        ),
        Metric(
            "band_distance",
            "Bands, largest KS distance",
            "Largest difference of the distributions (Kolmogorov-Smirnov) of position, width, "
            "height, area and relative height of all distinct bands; 0 the same, 1 apart.",
            at_once(chemistry.largest_band_distance),
            "low",
            with_interval,
            "chemistry",
            0.30,
            "Position, width, height and area of every distinct band are distributed as measured.",
            "",
            "At least one band is displaced, or too wide, narrow, high or low; the table of bands "
            "says which.",
        ),
        Metric(
            "band_p",
            "Bands, p-value",
            "How often relabelled spectra would show as large a difference in any quantity of any "
            "band; all are counted together, so below 0.05 at least one band differs.",
            at_once(chemistry.band_p),
            "high",
            as_p_value,
            "chemistry",
            0.04,
            "No band differs by more than chance.",
            "At least one band differs by more than chance.",
            "",
        ),
        Metric(
            "coverage",
            "Coverage",
            "Share of held-out originals with a generated spectrum among their nearest "
            "neighbours; low where a kind of spectrum is never generated.",
            at_once(variety.coverage),
            "high",
            with_interval,
            "variety",
            0.20,
            "Every kind of spectrum that you measured is generated, too.",
            "Some kinds of spectra that you measured are never generated.",
            "",
        ),
        Metric(
            "density",
            "Density",
            "How densely generated spectra lie where originals lie; about 1, less where they fall "
            "outside, more where they crowd around typical spectra.",
            at_once(variety.density),
            "near null",
            with_interval,
            "variety",
            0.40,
            "Generated spectra lie where yours lie, and no denser.",
            "Many generated spectra lie where you never measured any.",
            "Generated spectra crowd around the typical one.",
        ),
        Metric(
            "sd_ratio",
            "SD ratio",
            "Standard deviation over 10 PCA scores, generated over original; 1 is right, below 1 "
            "too uniform.",
            at_once(variety.sd_ratio),
            "near null",
            with_interval,
            "variety",
            0.30,
            "Generated spectra vary as much as yours.",
            "Generated spectra are more alike than yours: they add little.",
            "Generated spectra vary more than yours.",
        ),
        Metric(
            "sd_error",
            "Error of the SD band",
            "Root mean square difference between the standard deviations at each point, part of "
            "the usual standard deviation.",
            at_once(fidelity.sd_error),
            "low",
            with_interval,
            "variety",
            0.30,
            "Spectra vary at the same Raman shifts, and as much, as in your measurements.",
            "",
            "At some Raman shifts they vary much more, or much less, than in your measurements.",
        ),
        Metric(
            "memorisation",
            "Memorisation ratio",
            "Typical distance to the nearest training spectrum, generated over held-out; 1 is "
            "new, well below 1 means that training spectra are repeated.",
            novelty.memorised,
            "high",
            with_interval,
            "authenticity",
            0.15,
            "Generated spectra are as different from the training spectra as a new measurement.",
            "Generated spectra repeat training spectra; they add numbers, not information.",
            "",
        ),
        Metric(
            "duplicates",
            "Duplicates",
            "Share of generated spectra that are a measured one, or each other, once more.",
            at_once(novelty.duplicates),
            "low",
            with_interval,
            "authenticity",
            0.0,
            "No generated spectrum is a copy.",
            "",
            "Some generated spectra are copies; do not count them as new.",
        ),
        Metric(
            "kmeans_ari",
            "K-means, adjusted Rand index",
            "How well K-means with two clusters on 10 PCA scores tells generated from original: "
            "0 not at all, 1 completely. Nearly blind to copies and missing peaks.",
            at_once(clusters.kmeans_ari),
            "low",
            with_interval,
            "clusters",
            0.15,
            "K-means cannot tell them apart, which alone proves little.",
            "",
            "K-means puts generated and measured spectra into different clusters.",
        ),
        Metric(
            "kmeans_purity",
            "K-means, purity",
            "Share of spectra that are of the commonest kind of their cluster; 0.5 where "
            "generated and original mix, 1 where each cluster has one kind.",
            at_once(clusters.kmeans_purity),
            "low",
            with_interval,
            "clusters",
            0.15,
            "Both clusters hold generated and measured spectra alike.",
            "",
            "A cluster holds mostly generated, or mostly measured, spectra.",
        ),
        Metric(
            "silhouette",
            "Silhouette",
            "How much nearer spectra are to their own kind than to the other on 10 PCA scores; 0 "
            "where generated and original mix, 1 where they are far apart.",
            clusters.silhouette,
            "low",
            with_interval,
            "clusters",
            0.10,
            "Generated and measured spectra form one cloud.",
            "",
            "Generated and measured spectra form two clouds.",
        ),
    )
}

__all__ = [
    "FAMILIES", "METRICS", "TAIL", "Draws", "Metric", "as_p_value", "over_folds", "with_interval",
]  # fmt: skip

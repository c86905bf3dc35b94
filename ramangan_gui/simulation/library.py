"""The invented substances of the sample set."""

from __future__ import annotations

import numpy as np

from ..core.spectra import Spectra
from .measurement import simulate
from .substances import Hump, Peak, Substance, Variation

#: Number of spectra of each of :data:`SUBSTANCES`.
COUNTS = (80, 60, 40, 24)

#: Seed of the sample set.
SEED = 20

_VARIATION = Variation(
    shift=0.6,
    peak_shift=0.2,
    width=0.03,
    family=0.08,
    height=0.03,
    exposure=0.12,
    fluorescence=0.10,
    fluorescence_shift=15.0,
    noise_level=0.12,
    between=0.25,
)

#: Four invented substances that share some bands, as substances of one laboratory do. The second
#: one has two crystal forms.
SUBSTANCES = (
    Substance(
        "Substance A (simulated)",
        (
            Peak(478.0, 13, 900, 0.5, 1),
            Peak(641.5, 9, 1500, 0.7, 2),
            Peak(655.0, 16, 420, 0.4, 0),
            Peak(852.0, 12, 2600, 0.6, 1),
            Peak(921.0, 14, 1100, 0.6, 1),
            Peak(1003.5, 7, 5200, 0.8, 2),
            Peak(1031.0, 9, 1500, 0.7, 2),
            Peak(1128.0, 16, 1700, 0.5, 0),
            Peak(1154.0, 15, 600, 0.4, 1),
            Peak(1209.0, 14, 1200, 0.5, 2),
            Peak(1338.0, 20, 1900, 0.4, 0),
            Peak(1449.0, 18, 2800, 0.5, 0),
            Peak(1474.0, 16, 500, 0.4, 0),
            Peak(1586.0, 12, 650, 0.5, 2),
            Peak(1606.0, 11, 2300, 0.7, 2),
            Peak(1662.0, 22, 1700, 0.3, 1),
        ),
        (Hump(620.0, 420, 9000), Hump(1450.0, 520, 5200)),
        _VARIATION,
    ),
    Substance(
        "Substance B (simulated)",
        (
            Peak(504.0, 11, 1400, 0.6, 0),
            Peak(589.0, 12, 1000, 0.5, 1),
            Peak(733.0, 8, 3900, 0.8, 1),
            Peak(842.0, 13, 520, 0.5, 1),
            Peak(858.0, 11, 1600, 0.6, 0),
            Peak(1002.0, 8, 1500, 0.7, 2),
            Peak(1086.0, 10, 3100, 0.7, 0),
            Peak(1127.0, 18, 480, 0.4, 1),
            Peak(1168.0, 12, 1300, 0.5, 2),
            Peak(1297.0, 15, 2100, 0.5, 1),
            Peak(1446.0, 17, 2500, 0.5, 1),
            Peak(1580.0, 13, 1500, 0.6, 2),
            Peak(1737.0, 14, 1200, 0.5, 0),
        ),
        (Hump(480.0, 360, 5200), Hump(1250.0, 560, 7600)),
        _VARIATION,
        other_form=(
            Peak(499.5, 11, 1500, 0.6, 0),
            Peak(589.0, 12, 900, 0.5, 1),
            Peak(729.0, 8, 2200, 0.8, 1),
            Peak(741.0, 8, 2000, 0.8, 1),
            Peak(842.0, 13, 520, 0.5, 1),
            Peak(858.0, 11, 1600, 0.6, 0),
            Peak(1002.0, 8, 1500, 0.7, 2),
            Peak(1090.5, 10, 2900, 0.7, 0),
            Peak(1127.0, 18, 480, 0.4, 1),
            Peak(1168.0, 12, 1300, 0.5, 2),
            Peak(1293.0, 15, 2200, 0.5, 1),
            Peak(1446.0, 17, 2500, 0.5, 1),
            Peak(1576.0, 13, 1600, 0.6, 2),
            Peak(1731.0, 13, 1300, 0.5, 0),
        ),
        other_share=0.35,
    ),
    Substance(
        "Substance C (simulated)",
        (
            Peak(435.0, 14, 1200, 0.5, 0),
            Peak(541.0, 12, 2600, 0.6, 0),
            Peak(697.0, 10, 1000, 0.6, 1),
            Peak(835.0, 13, 3200, 0.6, 1),
            Peak(897.0, 14, 1900, 0.5, 1),
            Peak(1062.0, 12, 2700, 0.6, 2),
            Peak(1125.0, 15, 2400, 0.5, 0),
            Peak(1146.0, 18, 640, 0.4, 0),
            Peak(1264.0, 18, 1500, 0.4, 2),
            Peak(1374.0, 20, 1800, 0.4, 2),
            Peak(1402.0, 18, 560, 0.4, 2),
            Peak(1459.0, 19, 2300, 0.5, 2),
            Peak(1655.0, 16, 1100, 0.5, 1),
        ),
        (Hump(700.0, 480, 11000), Hump(1600.0, 450, 3600)),
        _VARIATION,
    ),
    Substance(
        "Substance D (simulated)",
        (
            Peak(462.0, 12, 1700, 0.6, 1),
            Peak(621.0, 10, 1300, 0.7, 2),
            Peak(775.0, 13, 1900, 0.5, 0),
            Peak(799.0, 16, 450, 0.4, 0),
            Peak(871.0, 14, 1300, 0.5, 1),
            Peak(1001.0, 7, 3000, 0.8, 2),
            Peak(1047.0, 11, 1700, 0.6, 0),
            Peak(1155.0, 14, 2300, 0.5, 1),
            Peak(1241.0, 19, 1600, 0.4, 0),
            Peak(1340.0, 20, 1500, 0.4, 0),
            Peak(1452.0, 18, 2700, 0.5, 0),
            Peak(1484.0, 16, 620, 0.4, 1),
            Peak(1523.0, 14, 3300, 0.5, 1),
            Peak(1604.0, 12, 1600, 0.6, 2),
        ),
        (Hump(550.0, 400, 7000), Hump(1350.0, 600, 9500)),
        _VARIATION,
    ),
)


def sample_spectra() -> Spectra:
    """Simulate the default sample set: 204 raw spectra, 1,000 points, 400 to 1800 cm⁻¹."""
    return simulate(SUBSTANCES, COUNTS, np.linspace(400.0, 1800.0, 1000), SEED)

"""How files are read, and how classes and specimens are told: one declaration for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..core.params import Parameters, param
from .name_pattern import NamePattern
from .wanted import Wanted


@dataclass(frozen=True)
class ImportOptions(Parameters):
    """How classes, groups and units of imported spectra are told."""

    prefix: ClassVar[str] = "import"

    class_from: str = param(
        "auto",
        "Class from",
        choices={
            "auto": "Automatic",
            "folder": "Folder",
            "prefix": "Beginning of the file name",
            "pattern": "Pattern of the file name",
            "file": "File name",
            "column": "Column or field in the file",
        },
        tooltip="What names the substance. Automatic: the pattern where one is given; else a label "
        "in the file; else the subfolder, if there are several; else the file name up to the first "
        "underscore or number.",
    )
    group_from: str = param(
        "auto",
        "Specimen from",
        choices={
            "auto": "Automatic",
            "file": "File",
            "prefix": "Beginning of the file name",
            "pattern": "Pattern of the file name",
            "folder": "Folder",
            "column": "Column or field in the file",
            "each": "Every spectrum by itself",
        },
        tooltip="What names the specimen; its replicates are never split between training and "
        "judging. Automatic: the pattern where it names {group}; else a group or sample in the "
        "file; else one per file with several spectra, and one for files that differ in a last "
        "number only (a_1, a_2).",
    )
    pattern: str = param(
        "",
        "Pattern",
        tooltip="For file names without their endings: {class} and {group} stand for the text at "
        "their place, {number} for digits, * for anything. With / the folders count too: "
        "{class}/{group}_*.",
    )
    laser_nm: float | None = param(
        None,
        "Laser",
        unit="nm",
        bounds=(200.0, 1_100.0),
        none_label="as in the file",
        tooltip="Converts axes in nm to Raman shifts. Where neither the file nor you state it, "
        "they stay in nm.",
    )
    class_column: str = param(
        "",
        "Column of classes",
        tooltip="Name of the column, or of the field in the file's header. Empty: label, class, "
        "substance or material.",
        advanced=True,
    )
    group_column: str = param(
        "",
        "Column of specimens",
        tooltip="Name of the column, or of the field in the file's header. Empty: group, sample "
        "or specimen.",
        advanced=True,
    )
    axis_move: float = param(
        0.0,
        "Move the axis by",
        unit="cm⁻¹",
        bounds=(-100.0, 100.0),
        tooltip="Added to every point of the axis while reading, for an instrument whose silicon "
        "or polystyrene bands lie off by that much.",
        advanced=True,
    )
    dark_class: str = param(
        "",
        "Class of dark spectra",
        tooltip="Measured with the laser off, for the same exposure. While reading, their mean is "
        "subtracted from all others, and they leave the set.",
        advanced=True,
    )
    delimiter: str = param(
        "auto",
        "Columns end at",
        choices={"auto": "Automatic", "tab": "Tab", "semicolon": "Semicolon", "comma": "Comma",
                 "blank": "Blanks"},
        tooltip="What separates the columns of text files.",
        advanced=True,
    )  # fmt: skip
    decimal: str = param(
        "auto",
        "Decimal sign",
        choices={"auto": "Automatic", "point": "Point", "comma": "Comma"},
        tooltip="Decimal sign of the numbers in text files.",
        advanced=True,
    )
    orientation: str = param(
        "auto",
        "Spectra in",
        choices={"auto": "Automatic", "columns": "Columns", "rows": "Rows"},
        tooltip="Whether the spectra of a text table are its columns, beside the axis, or its "
        "rows, below it.",
        advanced=True,
    )
    x_unit: str = param(
        "auto",
        "Unit of unnamed axes",
        choices={"auto": "By their values", "1/cm": "cm⁻¹", "nm": "nm", "pixel": "Pixels"},
        tooltip="Unit of an axis whose file does not name it.",
        advanced=True,
    )
    x_unit_always: bool = param(
        False,
        "Also where the file names another unit",
        tooltip="For files whose header is wrong. Otherwise a unit in the file counts.",
        advanced=True,
    )
    pixels: str = param(
        "apart",
        "Pixel axes",
        choices={"apart": "Not with calibrated spectra", "same_detector": "Same detector"},
        tooltip="Spectra whose axis counts pixels are left out beside calibrated ones. If you know "
        "that they come from the same detector and grating, those with as many points take the "
        "calibrated axis; they stay marked.",
        advanced=True,
    )
    gaps: str = param(
        "leave_out",
        "Spectra with gaps",
        choices={"leave_out": "Leave out", "bridge": "Bridge short gaps"},
        tooltip="Bridge: up to ten neighbouring points without a value (NaN) are filled by a "
        "straight line, and the spectrum is marked.",
        advanced=True,
    )
    keep: str = param(
        "measured",
        "Import",
        choices={
            "measured": "Measured spectra",
            "generated": "Generated spectra",
            "all": "All spectra",
        },
        tooltip="Which spectra to take from tables that mark some as generated. Generated spectra "
        "are no originals and must not train a model.",
        advanced=True,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.pattern:
            NamePattern(self.pattern)

    @property
    def name_pattern(self) -> NamePattern | None:
        """The pattern of the file names, if there is one."""
        return NamePattern(self.pattern) if self.pattern else None

    @property
    def wanted(self) -> Wanted:
        """What the user knows better than the readers of text."""
        delimiters = {"tab": "\t", "semicolon": ";", "comma": ",", "blank": " "}
        return Wanted(
            delimiter=delimiters.get(self.delimiter, ""),
            decimal={"point": ".", "comma": ","}.get(self.decimal, ""),
            orientation="" if self.orientation == "auto" else self.orientation,
        )

"""The look-up of each kind of thing in a season, and the option that takes its key."""

from collections.abc import Mapping

LOOK_UPS: Mapping[str, tuple[str, str]] = {
    "driver": ("driver", "name"),
    "team": ("team", "name"),
    "round": ("round", "round"),
    "circuit": ("circuit", "name"),
    "class": ("class", "name"),
    "car": ("car", "number"),
}

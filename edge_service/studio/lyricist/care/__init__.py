"""Declines what would hurt, kindly: in every language, as strictly as the household likes."""

from edge_service.studio.lyricist.care.check import LEVELS, STANDARD, check_care, check_level

__all__ = ["LEVELS", "STANDARD", "check_care", "check_level"]

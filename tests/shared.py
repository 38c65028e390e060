"""What lies beside the project and is never copied into it; tests that read it are skipped where it is not."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="reads annotated passages and texts in ../shared, which are other people's and not in the project"
)

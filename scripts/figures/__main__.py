"""Draw the figures that depend on content into knowledge/figures/: run after a change of treatment topics."""

from __future__ import annotations

from bot.library.current import knowledge
from bot.library.paths import content_dir
from scripts.figures.evidence_map import draw


def main() -> None:
    """Write knowledge/figures/evidence_map.svg."""
    target = content_dir() / "figures" / "evidence_map.svg"
    target.parent.mkdir(exist_ok=True)
    target.write_text(draw(knowledge().topics()), encoding="utf-8")


if __name__ == "__main__":
    main()

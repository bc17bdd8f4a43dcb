"""What shared errors change: each packaged profile beside independent ones. Prints a table.

python benchmarks/shared_noise.py
"""

from llmchoice.api import assess, load_criteria, read_profile
from llmchoice.knowledge.folders import packaged
from llmchoice.model.option import SharedNoise


def main() -> None:
    """Print the share of the leading side, and how often the first option beats the next."""
    shared = load_criteria()
    apart = shared.model_copy(update={"shared_noise": SharedNoise()})
    print("| profile | leading side | P, shared | P, independent | duel, shared | independent |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    for path in sorted(packaged("profiles").glob("*.yaml")):
        found = [assess(read_profile(path, kb), kb) for kb in (shared, apart)]
        for parts in zip(*(one.workloads or (one,) for one in found), strict=True):
            name = f"{path.stem} {parts[0].name}" if found[0].workloads else path.stem
            share, other = (part.recommendation.p_side or 0 for part in parts)
            duels = [min((d.share for d in p.robustness.duels), default=1) for p in parts]
            side = parts[0].recommendation.leading
            print(
                f"| {name} | {side} | {share:.1%} | {other:.1%} | {duels[0]:.1%} | {duels[1]:.1%} |"
            )


if __name__ == "__main__":
    main()

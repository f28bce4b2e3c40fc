"""Writes requirements.txt: the newest Anthropic SDK and all it needs, pinned by version and hash.

Run it with any Python that has pip 23 or newer: python3 pin.py [version of the SDK].
Packages with compiled wheels get one hash for every Python and processor in the tables below, so
that one file installs on all of them; pip itself refuses any wheel that is not listed.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PROCESSORS = ["x86_64", "aarch64"]
WHEELS = ["manylinux_2_28", "manylinux_2_17", "manylinux2014", "manylinux_2_5", "manylinux1"]

HEADER = """\
# Exact versions and wheels of the Anthropic SDK and all it needs; written by pin.py.
# Compiled packages: CPython {first} to {last} on Linux, {processors}.
"""


def resolve(requirement: str, python: str, processor: str) -> list[dict]:
    """What pip would install on that platform; nothing is installed here."""
    platforms = [word for tag in WHEELS for word in ("--platform", f"{tag}_{processor}")]
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "report.json")
        command = [sys.executable, "-m", "pip", "install", requirement, "--dry-run", "--quiet"]
        command += ["--ignore-installed", "--only-binary", ":all:", "--implementation", "cp"]
        command += ["--python-version", python, "--target", folder, "--report", str(report)]
        subprocess.run(command + platforms, check=True)
        return json.loads(report.read_text())["install"]


def main() -> None:
    requirement = f"anthropic=={sys.argv[1]}" if len(sys.argv) > 1 else "anthropic"
    hashes: dict[str, set[str]] = {}
    for python in PYTHONS:
        for processor in PROCESSORS:
            print(f"resolving {requirement} for CPython {python} on {processor}")
            for package in resolve(requirement, python, processor):
                metadata = package["metadata"]
                pin = f"{metadata['name'].lower().replace('_', '-')}=={metadata['version']}"
                archive = package["download_info"]["archive_info"]
                hashes.setdefault(pin, set()).add(archive["hashes"]["sha256"])

    if len({pin.split("==")[0] for pin in hashes}) < len(hashes):
        sys.exit("the platforms do not agree on the versions: " + " ".join(sorted(hashes)))
    text = HEADER.format(first=PYTHONS[0], last=PYTHONS[-1], processors=" and ".join(PROCESSORS))
    for pin in sorted(hashes):
        text += " \\\n".join([pin, *(f"    --hash=sha256:{h}" for h in sorted(hashes[pin]))]) + "\n"
    pathlib.Path(__file__).with_name("requirements.txt").write_text(text)
    print(f"requirements.txt: {len(hashes)} packages")


main()

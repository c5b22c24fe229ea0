"""Install what the tests need beyond pip: a browser, poppler, fonts' rendering; by apt where that may be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# program looked for -> Debian package that brings it
NEEDED = {"chromium": "chromium", "pdftotext": "poppler-utils"}
# tests of scanned pages run with these and are left out without them
OPTIONAL = {"tesseract": ("tesseract-ocr", "tesseract-ocr-tha")}


def missing() -> dict[str, str]:
    """Give the programs that are not on this machine, with their packages."""
    return {program: package for program, package in NEEDED.items() if shutil.which(program) is None}


def apt_prefix() -> list[str] | None:
    """Give how apt-get may be run here: as root, by sudo without a password, or None."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def main() -> int:
    """Install what is missing; say plainly what to install by hand when that is not allowed."""
    prefix = apt_prefix()
    status = install_needed(prefix)
    if status == 0 and prefix is not None:
        install_optional(prefix)
    return status


def install_optional(prefix: list[str]) -> None:
    """Try to install what only some tests use; without it those tests check the answer given without it."""
    packages = [name for program, names in OPTIONAL.items() if shutil.which(program) is None for name in names]
    if packages:
        print(f"Installing {' '.join(packages)} for the tests of scanned pages …")
        apt(prefix, packages, check=False)


def apt(prefix: list[str], packages: list[str], *, check: bool) -> None:
    """Run apt-get without questions."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages]):
        subprocess.run([*prefix, *command], check=check, env=environment, stdout=subprocess.DEVNULL)


def install_needed(prefix: list[str] | None) -> int:
    """Install what no test can do without; 1 when that is not allowed here."""
    absent = missing()
    if not absent:
        return 0
    packages = sorted(set(absent.values()))
    if prefix is None:
        print(f"The tests need {', '.join(absent)}: install the packages {' '.join(packages)}.", file=sys.stderr)
        return 1
    print(f"Installing {' '.join(packages)} for the tests …")
    apt(prefix, packages, check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

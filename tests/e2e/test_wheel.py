"""The wheel alone, in a clean environment, makes a report."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
ANSWERS = """\
project: {client: Acme, name: CRM for service, application: contact_centre}
answers:
  goal.idea: {level: 3, grade: shown, note: "Sponsor's memo of 4 May"}
  process.lived: unknown
  technology.data: {not_applicable: "greenfield"}
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        folder,
        PROJECT,
    ]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, borrowing only the dependencies of this one."""
    folder = tmp_path_factory.mktemp("clean")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    site = next((folder / "lib").glob("python3*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    borrowed = next(p for p in sys.path if p.endswith("site-packages"))
    # A plain path file would also run the editable install's hook; this line only adds the folder.
    (site / "zz_borrowed.pth").write_text(f"import sys; sys.path.append({borrowed!r})\n")
    return folder / "bin" / "python"


def test_the_wheel_carries_the_three_packages_and_their_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"assessor", "forms", "report_templates"}
    for needed in (
        "assessor/questionnaire/data/crm_takeoff.yaml",
        "assessor/scoring/data/practitioner.yaml",
        "assessor/scoring/data/published.yaml",
        "assessor/scoring/data/findings.yaml",
        "assessor/scoring/data/actions.yaml",
        "assessor/scoring/data/calibration.yaml",
        "assessor/scoring/data/case_mapping.yaml",
        "assessor/scoring/data/reference_classes.yaml",
        "assessor/store/migrations/env.py",
        "assessor/language/catalogues/ru/core.po",
        "assessor/language/catalogues/ru/pages.po",
    ):
        assert needed in names
    assert any(name.startswith("assessor/examples/") and name.endswith(".yaml") for name in names)
    assert any(name.startswith("report_templates/fonts/") and name.endswith("tf") for name in names)


def test_a_report_comes_out_of_the_clean_environment(clean_python: Path, tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(ANSWERS, encoding="utf-8")
    command = [clean_python, "-c", "import sys; from assessor.cli import main; sys.exit(main())"]
    where = "import assessor, report_templates; print(assessor.__file__, report_templates.__file__)"
    found = subprocess.run(
        [clean_python, "-c", where], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert str(PROJECT) not in found.stdout, found.stdout
    done = subprocess.run(
        [*command, "report", "acme.yaml", "-o", "acme.pdf", "--language", "ru"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "acme.pdf").read_bytes().startswith(b"%PDF-")

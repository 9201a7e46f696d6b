"""Files behind the evidence: judged when they come in, and again before they go out."""

from __future__ import annotations

from pathlib import Path

from assessor.domain import evidence_file
from assessor.domain.assessment import Assessment, EvidenceItem, EvidenceKind
from assessor.service.shelf import Shelf

# Heavy libraries are read where they are needed: the first window needs none of them.


class Attached(Shelf):
    """Keeps evidence files by their content; never opens one."""

    def attach_path(
        self, assessment: Assessment, path: Path, *, against: bool = False
    ) -> EvidenceItem:
        """Keep a file from the disk and return the evidence that refers to it.

        Raises InputProblem for what may not be attached, and for what cannot be read.
        """
        from assessor.store import files  # noqa: PLC0415 - see the top

        return self.attach_named(assessment, path.name, files.read_bytes(path), against=against)

    def attach_named(
        self, assessment: Assessment, name: str, content: bytes, *, against: bool = False
    ) -> EvidenceItem:
        """Keep the bytes of a file and return the evidence that refers to them."""
        from assessor.store.document import attachments_of  # noqa: PLC0415 - see the top

        evidence_file.judge(name, content)
        sizes = self.repository.attachment_sizes(attachments_of(assessment))
        evidence_file.judge_room([*sizes.values(), len(content)])
        return EvidenceItem(
            kind=EvidenceKind.FILE,
            content=evidence_file.clean_name(name),
            against=against,
            attachment=self.attach(content),
        )

    def release(self, item: EvidenceItem) -> bytes:
        """Return the bytes of an evidence file for saving it elsewhere.

        A file that came in with somebody's exchange file is judged here for the first time.
        """
        content = self.attachment(item.attachment or "")
        evidence_file.judge(item.content, content)
        return content

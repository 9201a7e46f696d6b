"""What is asked: the questionnaire of each assessment, and those that users make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assessor.domain.assessment import Assessment, Version
from assessor.domain.problem import InputProblem, together
from assessor.domain.questionnaire import BUNDLED_ID, Questionnaire, Wording
from assessor.service.opening import Opening

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.domain.difference import Difference
    from assessor.domain.own_questionnaire import OwnQuestionnaire
    from assessor.settings import Settings
    from assessor.store.repository import Repository


class Asking(Opening):
    """Finds the questionnaire that an assessment pins and keeps those of one's own."""

    def __init__(self, settings: Settings, repository: Repository | None = None) -> None:
        super().__init__(settings, repository)
        self._known: dict[str, Questionnaire] = {}
        """Editions by digest that were read in this run; a file's need not be in the database."""

    def questionnaire_of(self, assessment: Assessment | None) -> Questionnaire:
        """Return what an assessment asks, without hidden questions.

        That is the edition it pins, for good; the bundled questionnaire when it pins none or that
        one, whose later editions take over the answers. InputProblem when the edition is not here.
        """
        written = self.written_questionnaire(assessment)
        return self.questionnaire if written is None else written.asked

    def written_questionnaire(self, assessment: Assessment | None) -> Questionnaire | None:
        """Return the own edition that an assessment pins as it is written; None for the bundled.

        It is what travels in an exchange file.
        """
        pinned = assessment.questionnaire if assessment else None
        if pinned is None or pinned.id == BUNDLED_ID:
            return None
        found = self.edition(pinned)
        if found is None:
            raise InputProblem(
                "The questionnaire “%(id)s” %(version)s that the answers belong to is not here.",
                remedy="Import it as a file, or open the assessment’s .takeoff file.",
                id=pinned.id,
                version=pinned.version,
            )
        return found

    def edition(self, version: Version) -> Questionnaire | None:
        """Return an own edition by its digest or, without one, by its id and version."""
        if version.digest in self._known:
            return self._known[version.digest]
        found = None
        if not self.is_new:
            shelf = self.repository.questionnaires
            known = version.digest
            found = shelf.edition(known) if known else shelf.named(version.id, version.version)
        return self._remember(found) if found else self._named(version)

    def edition_for_answers(self, version: Version) -> Questionnaire | None:
        """Return the own edition that answers in a file name; None when nothing of it is here.

        InputProblem when there are other editions of that questionnaire, which are named.
        """
        found = self.edition(version)
        known = () if found else self._versions(version.id)
        if found or not known or version.version in known:
            return found
        raise InputProblem(
            "The answers belong to “%(id)s” %(version)s; of that questionnaire only these editions"
            " are here: %(known)s.",
            remedy="Import the one that is missing, or name one of these in the file.",
            id=version.id,
            version=version.version,
            known=", ".join(known),
        )

    def _versions(self, questionnaire_id: str) -> tuple[str, ...]:
        """Return the versions of an own questionnaire that are here, each once."""
        kept = [own for own in self.own_questionnaires() if own.id == questionnaire_id]
        stored = [edition.version.version for own in kept for edition in own.editions]
        read = [known.version for known in self._known.values() if known.id == questionnaire_id]
        return tuple(dict.fromkeys([*stored, *read]))

    def _named(self, version: Version) -> Questionnaire | None:
        if version.digest:
            return None
        wanted = (version.id, version.version)
        return next((q for q in self._known.values() if (q.id, q.version) == wanted), None)

    def _remember(self, questionnaire: Questionnaire) -> Questionnaire:
        return self._known.setdefault(questionnaire.digest, questionnaire)

    # One's own questionnaires

    def own_questionnaires(self) -> tuple[OwnQuestionnaire, ...]:
        """Return those that are not deleted, the last changed first."""
        return () if self.is_new else self.repository.questionnaires.listed()

    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Return what an assessment can be started under: the bundled one, and one's own newest."""
        if self.settings.safe_mode:
            return (self.questionnaire,)
        newest = [own.newest for own in self.own_questionnaires()]
        own = [self.edition(edition.version) for edition in newest if edition]
        return (self.questionnaire, *(known for known in own if known))

    def copy_questionnaire(self, source: Questionnaire, title: Wording) -> Questionnaire:
        """Start an own questionnaire from another one and return its draft."""
        from assessor.questionnaire import editing  # noqa: PLC0415 - rare

        taken = self.repository.questionnaires.ids()
        draft = editing.copied(source, title, taken)
        self.save_draft(draft)
        return draft

    def draft(self, questionnaire_id: str) -> Questionnaire:
        """Return the draft of an own questionnaire, made from its newest edition if need be."""
        from assessor.questionnaire import editing  # noqa: PLC0415 - rare

        own = next((o for o in self.own_questionnaires() if o.id == questionnaire_id), None)
        if own is not None and own.draft is not None:
            return own.draft
        newest = self.edition(own.newest.version) if own and own.newest else None
        if own is None or newest is None:
            raise InputProblem(
                "There is no such questionnaire (any more).", remedy="Look for it in the list."
            )
        version = editing.next_version([e.version.version for e in own.editions])
        return newest.model_copy(update={"version": version, "digest": ""})

    def published_ids(self, questionnaire_id: str) -> frozenset[str]:
        """Return the ids of all questions that published editions of a questionnaire have."""
        own = next((o for o in self.own_questionnaires() if o.id == questionnaire_id), None)
        editions = [self.edition(edition.version) for edition in own.editions] if own else []
        return frozenset(i for edition in editions if edition for i in edition.by_id)

    def save_draft(self, draft: Questionnaire) -> None:
        """Keep a draft; it may be unfinished."""
        self.repository.questionnaires.save_draft(draft)

    def discard_draft(self, questionnaire_id: str) -> None:
        """Forget what was changed since the newest edition."""
        self.repository.questionnaires.drop_draft(questionnaire_id)

    def faults(self, draft: Questionnaire) -> tuple[InputProblem, ...]:
        """Return what keeps a draft from being published, each with the path to its text."""
        from assessor.questionnaire import loader  # noqa: PLC0415 - see the top

        return tuple(loader.faults(draft))

    def publish(self, draft: Questionnaire) -> Questionnaire:
        """Freeze a draft as an edition and return it; InputProblem when it is not finished."""
        from assessor.questionnaire import loader  # noqa: PLC0415 - see the top

        problems = loader.faults(draft)
        if problems:
            raise together(problems)
        edition = loader.stamped(draft)
        self._refuse_other_words(edition)
        self.repository.questionnaires.publish(edition)
        return self._remember(edition)

    def _refuse_other_words(self, edition: Questionnaire) -> None:
        """Refuse an edition whose id and version stand for something else already."""
        same_name = self.repository.questionnaires.named(edition.id, edition.version)
        if same_name is not None and same_name.digest != edition.digest:
            raise InputProblem(
                "Version %(version)s of “%(id)s” is here already, and says something else.",
                remedy="Give the changed one another version.",
                version=edition.version,
                id=edition.id,
            )

    def delete_questionnaire(self, questionnaire_id: str) -> None:
        """Take an own questionnaire off the list; assessments under it stay as they are."""
        self.repository.questionnaires.delete(questionnaire_id)

    def restore_questionnaire(self, questionnaire_id: str) -> None:
        """Put an own questionnaire back on the list."""
        self.repository.questionnaires.restore(questionnaire_id)

    # Files

    def read_questionnaire(self, path: Path) -> Questionnaire:
        """Return the questionnaire in a YAML file; InputProblem with every fault and its line."""
        from assessor.questionnaire import decode, loader  # noqa: PLC0415 - see the top
        from assessor.store import files  # noqa: PLC0415

        text = decode.decode(files.read_bytes(path), str(path))
        return loader.parse_any(text, str(path))

    def import_questionnaire(self, path: Path) -> Questionnaire:
        """Read a YAML file and keep what is in it as a published edition, which is returned.

        The bundled questionnaire is returned and not kept: it is here.
        """
        found = self.read_questionnaire(path)
        if found.id == BUNDLED_ID:
            return found
        self._refuse_other_words(found)
        self.repository.questionnaires.keep(found)
        self.repository.questionnaires.restore(found.id)
        return self._remember(found)

    def write_questionnaire(self, questionnaire: Questionnaire, path: Path) -> None:
        """Write a questionnaire as YAML, which reads back as an equal one."""
        from assessor.questionnaire import writer  # noqa: PLC0415 - see the top
        from assessor.store import atomic  # noqa: PLC0415

        atomic.write(path, writer.write_yaml(questionnaire))

    # Changing over

    def newer_questionnaire(self, assessment: Assessment) -> Questionnaire | None:
        """Return the newest edition of the questionnaire in use if the assessment pins an older."""
        pinned = assessment.questionnaire
        if pinned is None or pinned.id == BUNDLED_ID:
            return None
        own = next((o for o in self.own_questionnaires() if o.id == pinned.id), None)
        if own is None or own.newest is None or own.newest.version.digest == pinned.digest:
            return None
        return self.edition(own.newest.version)

    def difference(self, assessment: Assessment, questionnaire: Questionnaire) -> Difference:
        """Return what changing over would change, and what becomes of the answers."""
        from assessor.questionnaire import difference  # noqa: PLC0415 - rare

        return difference.difference(self.questionnaire_of(assessment), questionnaire, assessment)

    def switch(self, assessment: Assessment, questionnaire: Questionnaire) -> Assessment:
        """Return the assessment under another questionnaire; nothing is stored, no answer lost."""
        from assessor.questionnaire.upgrade import switch  # noqa: PLC0415 - rare

        self._remember(questionnaire)
        return switch(assessment, questionnaire.asked)

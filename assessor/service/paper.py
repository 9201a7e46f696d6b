"""Reports and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assessor import __version__
from assessor.domain.advice import Advice
from assessor.domain.assessment import Assessment
from assessor.domain.disagreement import Disagreement
from assessor.domain.language import Language
from assessor.domain.paper import ReportOrder
from assessor.domain.picture import Palette, Svg
from assessor.domain.plan import Comparison, GoIfPlan, Plan
from assessor.domain.questionnaire import Questionnaire
from assessor.domain.risk import Forecast, Risk
from assessor.language import Voice
from assessor.service.presses import Presses

# Heavy libraries are read where they are needed: the first window needs none of them.
if TYPE_CHECKING:
    from assessor.report.process import RenderJob


class Paper(Presses):
    """Draws and prints what is known of an assessment."""

    def start_report(
        self,
        assessment: Assessment,
        order: ReportOrder,
        attached: Mapping[str, bytes] | None = None,
    ) -> RenderJob:
        """Start working the report out and printing it, in a child process.

        ``attached`` holds the files of an assessment that is not in the database, by digest; an
        archive copy has them inside.
        """
        from assessor.report import ordered, process  # noqa: PLC0415 - see the top

        wanted = ordered.Order(
            assessment=assessment,
            questionnaire=self.questionnaire_of(assessment),
            beliefs=self.chosen_beliefs,
            paper=order,
            version=__version__,
            seen=self.seen_sectors(),
        )
        files = {ordered.ENCLOSED: self.packed(assessment, attached)} if order.archive else {}
        job = process.RenderJob(wanted, module=ordered.PRINTING, files=files, press=self._press())
        job.start()
        return job

    def freeze(
        self, assessment: Assessment, name: str, day: date, plan: Plan | None = None
    ) -> Assessment:
        """Return the assessment with one more milestone: how it stands now; nothing is stored.

        With its ``plan`` the conditions that are kept are those that the client was told.
        """
        from assessor.scoring import milestones  # noqa: PLC0415 - see the top

        forecasts, chosen = self.forecasts(assessment), self.chosen_beliefs
        if plan is not None:
            forecasts[chosen] = self.with_plan(forecasts[chosen], plan)
        return milestones.freeze(assessment, name, day, forecasts, chosen)

    def charts(self, assessment: Assessment, language: Language) -> Mapping[str, str]:
        """Return every picture of the full report as an SVG that stands alone, by its name."""
        from assessor.report import context, exported  # noqa: PLC0415 - see the top

        order = ReportOrder(language=language, day=assessment.changed.date())
        report = context.build(
            assessment,
            self.questionnaire_of(assessment),
            self.forecasts(assessment),
            order,
            __version__,
            advice=Advice(disagreement=self.disagreement(assessment)),
        )
        return exported.exported(report)

    def picture(  # noqa: PLR0913, PLR0917 - what a picture depends on
        self,
        name: str,
        assessment: Assessment,
        forecast: Forecast,
        palette: Palette,
        voice: Voice,
        width: float,
        height: float | None = None,
        size: float = 13,
    ) -> Svg:
        """Return a chart as SVG; ``size`` is that of its letters, in the units of its width.

        Names: drivers, icon_array, profile, range_bar, stated_evidenced, waterfall.
        """
        from assessor.report.charts import gallery  # noqa: PLC0415 - see the top

        return gallery.draw(
            name,
            assessment,
            self.questionnaire_of(assessment),
            forecast,
            voice=voice,
            palette=palette,
            width=width,
            height=height,
            size=size,
        )

    def picture_of_disagreement(
        self,
        found: Disagreement,
        questionnaire: Questionnaire,
        *,
        palette: Palette,
        voice: Voice,
        width: float,
        size: float = 13,
    ) -> Svg:
        """Return the heat map of roles by questions as SVG."""
        from assessor.report.charts.disagreement import disagreement  # noqa: PLC0415 - see the top

        return disagreement(
            found, questionnaire, palette=palette, voice=voice, width=width, size=size
        )

    def picture_of_risks(
        self,
        rows: Sequence[tuple[str, Risk, bool]],
        limit: float,
        title: str,
        palette: Palette,
        voice: Voice,
        width: float,
        size: float = 13,
    ) -> Svg:
        """Return risks on one axis as SVG; each with its name and whether it has a headline."""
        from assessor.report.charts.compared import Named, compared  # noqa: PLC0415 - see the top

        named = [Named(*row) for row in rows]
        return compared(
            named, limit, title=title, palette=palette, voice=voice, width=width, size=size
        )

    def picture_of_plan(
        self,
        plan: GoIfPlan,
        title: str,
        palette: Palette,
        voice: Voice,
        width: float,
        size: float = 13,
        *,
        headline: bool = True,
    ) -> Svg:
        """Return the weeks of a plan as SVG; its risks as ranges alone without a headline."""
        from assessor.report.charts.schedule import schedule  # noqa: PLC0415 - see the top

        return schedule(
            plan,
            title=title,
            palette=palette,
            voice=voice,
            width=width,
            size=size,
            headline=headline,
        )

    def picture_of_shifts(
        self,
        comparison: Comparison,
        questionnaire: Questionnaire,
        title: str,
        palette: Palette,
        voice: Voice,
        width: float,
        size: float = 13,
    ) -> Svg:
        """Return what each section adds before and after as SVG."""
        from assessor.report.charts.shifts import shifts  # noqa: PLC0415 - see the top

        return shifts(
            comparison,
            questionnaire,
            title=title,
            palette=palette,
            voice=voice,
            width=width,
            size=size,
        )

    def side_by_side(self, left: Svg, right: Svg, title: str, palette: Palette) -> Svg:
        """Return two pictures as one."""
        from assessor.report.charts.standalone import side_by_side  # noqa: PLC0415 - see the top

        return side_by_side(left, right, title, palette)

    def standalone(self, picture: Svg, sentence: str, palette: Palette) -> Svg:
        """Return a picture under its sentence on its own ground, for other programs."""
        from assessor.report.charts.standalone import standalone  # noqa: PLC0415 - see the top

        return standalone(picture, sentence, palette)

    def fonts(self) -> Mapping[str, bytes]:
        """Return the report's font files by name, so that the window can show the same letters."""
        from assessor import report  # noqa: PLC0415 - see the top

        return report.fonts()

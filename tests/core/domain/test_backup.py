"""Which backups may go: never the newest, never all of a time, however the clock runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.backup import ALL, DAYS, MONTHS, WEEKS, to_keep

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LIFE = 80 * 366 * 24 * 60
moments = st.lists(
    st.integers(0, LIFE).map(lambda minutes: NOON + timedelta(minutes=minutes)), max_size=60
)


@given(moments)
def test_the_newest_stays_and_nothing_is_made_up(known: list[datetime]) -> None:
    kept = to_keep(known)
    assert kept <= set(known)
    assert not known or max(known) in kept


@given(moments)
def test_what_was_kept_is_kept_again(known: list[datetime]) -> None:
    kept = to_keep(known)
    assert to_keep(kept) == kept


@given(moments)
def test_the_older_ones_are_few(known: list[datetime]) -> None:
    kept = to_keep(known)
    older = [moment for moment in kept if max(known) - moment > ALL]
    assert len(older) <= DAYS + WEEKS + MONTHS


def test_two_days_of_half_hours_stay_and_a_year_is_thinned_to_days_weeks_and_months() -> None:
    every = [NOON - timedelta(minutes=30) * n for n in range(366 * 48)]
    kept = to_keep(every)
    recent = {moment for moment in every if NOON - moment <= timedelta(days=2)}
    assert recent <= kept
    assert {(NOON - timedelta(days=n)).date() for n in range(7)} <= {m.date() for m in kept}
    assert len({moment.isocalendar()[:2] for moment in kept}) >= WEEKS
    assert len({(moment.year, moment.month) for moment in kept}) == MONTHS
    assert len(kept) <= len(recent) + DAYS + WEEKS + MONTHS


def test_a_leap_of_the_clock_by_years_does_not_make_all_of_them_too_old() -> None:
    before = [NOON - timedelta(days=n) for n in range(30)]
    kept = to_keep([*before, NOON.replace(year=2099)])
    assert len(kept & set(before)) >= DAYS - 1

"""Several curves at once are what numpy says of each alone, to the last bit."""

import numpy as np
import pytest

from llmchoice.mcda.curves import interpolated

AT = [-1.0, -0.3, 0.0, 0.25, 2.0]
CURVES = np.array([[0, 10, 50, 70, 100], [100, 90.5, 33, 33, 0], [7, 7, 7, 7, 7]], dtype=np.float64)


@pytest.mark.parametrize(
    "places",
    [np.random.default_rng(3).uniform(-2, 3, 5000), np.array([*AT, -9.0, 9.0])],
    ids=["anywhere", "at the points and far outside"],
)
def test_each_curve_is_as_if_it_were_alone(places: np.ndarray) -> None:
    alone = np.array([np.interp(places, AT, curve) for curve in CURVES])
    assert np.array_equal(interpolated(places, AT, CURVES), alone)


def test_a_curve_of_one_point_is_level() -> None:
    found = interpolated(np.array([-1.0, 4.0, 9.0]), [4.0], np.array([[30.0], [60.0]]))
    assert found.tolist() == [[30.0] * 3, [60.0] * 3]

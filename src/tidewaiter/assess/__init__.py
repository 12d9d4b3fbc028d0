"""Facts and law to findings and an action: pure, without clock or input."""

from tidewaiter.assess.acts import read_act, read_acts
from tidewaiter.assess.assessment import Assessment
from tidewaiter.assess.assessor import Assessor, assess
from tidewaiter.assess.outcome import act_outcome

__all__ = ["Assessment", "Assessor", "act_outcome", "assess", "read_act", "read_acts"]

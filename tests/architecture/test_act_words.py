"""What was done and what may be done are one word in Thai and two in English."""

import pytest
from flask_babel import force_locale, gettext

from core.audit_acts import AuditAct
from core.audit_labels import ACT_LABELS


@pytest.mark.parametrize(
    ("act", "done", "button"),
    [
        (AuditAct.USER_SIGNED_IN, "Signed in", "Sign in"),
        (AuditAct.LETTER_APPROVED, "Approved", "Approve"),
        (AuditAct.LETTER_RETURNED, "Returned for changes", "Return for changes"),
        (AuditAct.LETTER_WITHDRAWN, "Withdrew", "Withdraw"),
        (AuditAct.LETTER_RECALLED, "Recalled", "Recall"),
        (AuditAct.DELIVERY_ACKNOWLEDGED, "Acknowledged", "Acknowledge"),
        (AuditAct.DELIVERY_REGISTERED, "Registered as received", "Register as received"),
        (AuditAct.DELIVERY_CLOSED, "Closed", "Close"),
    ],
)
def test_it_tells_an_act_of_the_past_from_the_button_in_english(app, act, done, button):
    with app.test_request_context(), force_locale("th"):
        thai = str(ACT_LABELS[act])
        assert gettext(thai) == thai
    with app.test_request_context(), force_locale("en"):
        assert (str(ACT_LABELS[act]), gettext(thai)) == (done, button)

"""What was done and what may be done are one word in Thai and two in English."""

from flask_babel import force_locale, gettext

from core.audit_acts import AuditAct
from core.audit_labels import ACT_LABELS


def test_it_tells_an_act_of_the_past_from_the_button_in_english(app):
    with app.test_request_context(), force_locale("en"):
        assert (str(ACT_LABELS[AuditAct.LETTER_APPROVED]), gettext("เห็นชอบ")) == ("Approved", "Approve")
    with app.test_request_context(), force_locale("th"):
        assert str(ACT_LABELS[AuditAct.LETTER_APPROVED]) == gettext("เห็นชอบ") == "เห็นชอบ"

"""Which forms are in force on a day."""

from datetime import date

from forms.court_case import COURT_CASE
from forms.family import FAMILY
from forms.form import Form

FORMS: tuple[Form, ...] = (FAMILY, COURT_CASE)


def forms_on(day: date) -> tuple[Form, ...]:
    """Give the forms in force on a day."""
    return tuple(
        form
        for form in FORMS
        if (form.since is None or form.since <= day) and (form.until is None or day <= form.until)
    )


def form_of(code: str) -> Form:
    """Give a form by its code, in its newest version; raises KeyError for an unknown code."""
    return {form.code: form for form in FORMS}[code]

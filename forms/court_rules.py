"""The rule book of the court case card: numbered, with a sentence each and the norm where one is."""

from datetime import timedelta

from forms.court_life import DECISIONS, GRANTED, SUIT_DAYS, court_life
from forms.dates import age_on
from forms.fields import Values
from forms.findings import Severity
from forms.person import birth_of, called
from forms.rules import Broken, Rule, Scene
from forms.ruling import (
    bad_iin,
    birth_disagrees,
    day,
    key,
    not_ahead,
    not_before,
    rows,
    sex_disagrees,
    twice,
)
from forms.words import N_

H, S, I = Severity.HARD, Severity.SOFT, Severity.INFO  # noqa: E741  the letters of the classes

AHEAD = N_("{date} lies ahead; today is {today}. Check the year.")
BAD_IIN = N_(
    "The ИИН {iin} does not pass its check. Compare it with the document; if the document "
    "says so, confirm."
)
BIRTH = N_("The ИИН says {told}, the card {typed}. Mend one of the two or confirm.")
SEX = N_("The ИИН says another sex than the card ({typed}). Mend one of the two or confirm.")
OUT_FIRST = N_("Out of the claim on {later}, before it came on {earlier}. Mend one of the dates.")
OUT_LATE = N_("Out of the claim on {earlier}, after its end on {later}. Mend one of the dates.")


def _nothing(scene: Scene) -> Broken:
    return None if key(scene.card, "kind") or day(scene.card, "act_on") else {}


def _no_people(table: str, scene: Scene) -> Broken:
    return {} if key(scene.card, "kind") and not rows(scene.card, table) else None


def _granted_to_nobody(scene: Scene) -> Broken:
    life = court_life(scene.card)
    says = key(scene.card, "outcome")
    if life is None or says not in DECISIONS or not rows(scene.card, "respondents"):
        return None
    granted = life.out_line == GRANTED
    return None if granted == (says in ("1", "2")) else {"outcome": scene.card.get("outcome")}


def _restricted_outside_a(scene: Scene) -> Broken:
    outcomes = [key(scene.card, "outcome")]
    for table in ("respondents", "children"):
        outcomes += [key(row.values, "outcome") for row in rows(scene.card, table)]
    kind = key(scene.card, "kind")
    return {} if "4" in outcomes and kind and kind != "A" else None


def _without_ground(scene: Scene) -> Broken:
    own = key(scene.row, "outcome") or key(scene.card, "outcome")
    if key(scene.card, "kind") != "A" or own not in ("1", "2") or scene.row.get("grounds"):
        return None
    return {"who": called(scene.row)}


def _decided_early(scene: Scene) -> Broken:
    out, ended = day(scene.row, "out_on"), day(scene.card, "ended_on")
    own = key(scene.row, "outcome")
    if out is None or own not in DECISIONS or out == ended:
        return None
    return {"who": called(scene.row), "date": out}


def _child_of_age(scene: Scene) -> Broken:
    birth = birth_of(scene.row)
    came = (
        day(scene.row, "joined_on") or day(scene.card, "original_on") or day(scene.card, "came_on")
    )
    if birth is None or came is None or age_on(birth, came) < 18:
        return None
    return {"who": called(scene.row), "date": came}


def _ten_without_consent(scene: Scene) -> Broken:
    life, birth = court_life(scene.card), birth_of(scene.row)
    if life is None or life.part != "C" or life.out_line != GRANTED or birth is None:
        return None
    if life.out is None or age_on(birth, life.out) < 10 or key(scene.row, "consent") == "1":
        return None
    return {"who": called(scene.row), "age": age_on(birth, life.out)}


def _suit_late(scene: Scene) -> Broken:
    act, came = day(scene.card, "act_on"), day(scene.card, "came_on")
    if act is None or key(scene.card, "kind") not in ("A", "B"):
        return None
    last = act + timedelta(days=SUIT_DAYS)
    return {"came": came, "last": last} if came is not None and came > last else None


def _suit_missing(scene: Scene) -> Broken:
    act = day(scene.card, "act_on")
    if act is None or day(scene.card, "came_on") or day(scene.card, "act_annulled_on"):
        return None
    last = act + timedelta(days=SUIT_DAYS)
    return {"last": last, "days": (scene.today - last).days} if scene.today > last else None


def _nobody_removed(scene: Scene) -> Broken:
    if day(scene.card, "act_on") is None:
        return None
    taken = any(key(row.values, "removed") == "1" for row in rows(scene.card, "children"))
    return None if taken else {}


def _extract_late(scene: Scene) -> Broken:
    force = day(scene.card, "in_force_on")
    if force is None or key(scene.card, "kind") != "A" or key(scene.card, "deprives") != "1":
        return None
    last = force + timedelta(days=3)
    sent = [day(scene.card, "extract_registry_on"), day(scene.card, "extract_guardianship_on")]
    late = any(on is None and scene.today > last or on is not None and on > last for on in sent)
    return {"last": last} if late else None


def _suit_after_restriction(scene: Scene) -> Broken:
    life, force = court_life(scene.card), day(scene.card, "in_force_on")
    if life is None or force is None or life.out is None:
        return None
    if not (life.part == "B" and life.out_line == GRANTED or life.restricted):
        return None
    month = life.out.month + 6
    due = life.out.replace(year=life.out.year + (month > 12), month=(month - 1) % 12 + 1, day=1)
    return {"decided": life.out, "due": due} if scene.today > due + timedelta(days=31) else None


def _appeal_fits(scene: Scene) -> Broken:
    life, result = court_life(scene.card), key(scene.row, "result")
    if life is None or not life.out_line:
        return None
    wrong = {"2": life.out_line != GRANTED, "3": life.out_line == GRANTED and not life.in_part}
    return {"result": scene.row.get("result")} if wrong.get(result, False) else None


def _deprives_fits(scene: Scene) -> Broken:
    life, said = court_life(scene.card), key(scene.card, "deprives")
    if life is None or not said or day(scene.card, "in_force_on") is None:
        return None
    results = {key(row.values, "result") for row in rows(scene.card, "appeals")}
    granted = (life.out_line == GRANTED or "3" in results) and not results & {"2", "4", "5"}
    return {"said": scene.card.get("deprives")} if granted != (said == "1") else None


def _placed_stranger(scene: Scene) -> Broken:
    child = scene.row.get("child")
    known = {row.id for row in rows(scene.card, "children")}
    return {} if child is not None and child not in known else None


def _kept_day_missing(scene: Scene) -> Broken:
    first, came = day(scene.card, "original_on"), day(scene.card, "came_on")
    return {"first": first, "came": came} if first and came and first > came else None


def _outcome_without_day(scene: Scene) -> Broken:
    values: Values = scene.row
    own, out = key(values, "outcome"), day(values, "out_on")
    if own in ("", *DECISIONS) or out is not None or day(scene.card, "ended_on") is not None:
        return None
    return {"who": called(values)}


RULES: tuple[Rule, ...] = (
    Rule(
        "CC01",
        H,
        ("kind", "act_on"),
        N_(
            "Neither a claim nor an act of immediate removal is entered. Enter the kind of claim "
            "or the date of the act."
        ),
        _nothing,
    ),
    Rule("CC02", H, ("came_on",), AHEAD, not_ahead("came_on")),
    Rule(
        "CC03",
        H,
        ("ended_on", "came_on"),
        N_("Ended on {later}, before the claim came on {earlier}. Mend one of the two dates."),
        not_before("ended_on", "came_on"),
    ),
    Rule("CC04", H, ("ended_on",), AHEAD, not_ahead("ended_on")),
    Rule(
        "CC05",
        H,
        ("respondents.surname",),
        N_("No parent is named whose rights are in question. Enter at least one."),
        lambda scene: _no_people("respondents", scene),
    ),
    Rule(
        "CC06",
        H,
        ("children.surname",),
        N_("No child is named. Enter at least one."),
        lambda scene: _no_people("children", scene),
    ),
    Rule(
        "CC07",
        H,
        ("outcome", "respondents.outcome"),
        N_(
            "The outcome of the claim is “{outcome}”, but the outcomes of the parents say "
            "otherwise. A claim is granted when it is granted as to at least one parent."
        ),
        _granted_to_nobody,
    ),
    Rule(
        "CC08",
        H,
        ("outcome", "kind"),
        N_("“Restricted instead” fits a claim of deprivation only. Choose another outcome."),
        _restricted_outside_a,
        norm="MFC 79",
    ),
    Rule(
        "CC09",
        H,
        ("respondents.grounds", "respondents.outcome"),
        N_("{who}: deprived without a ground. Choose at least one ground of article 75."),
        _without_ground,
        each="respondents",
        norm="MFC 75",
    ),
    Rule(
        "CC10",
        H,
        ("respondents.out_on", "came_on"),
        OUT_FIRST,
        not_before("out_on", "^came_on"),
        each="respondents",
    ),
    Rule(
        "CC11",
        H,
        ("children.out_on", "came_on"),
        OUT_FIRST,
        not_before("out_on", "^came_on"),
        each="children",
    ),
    Rule(
        "CC12",
        H,
        ("respondents.out_on", "ended_on"),
        OUT_LATE,
        not_before("^ended_on", "out_on"),
        each="respondents",
    ),
    Rule(
        "CC13",
        H,
        ("children.out_on", "ended_on"),
        OUT_LATE,
        not_before("^ended_on", "out_on"),
        each="children",
    ),
    Rule(
        "CC14",
        H,
        ("respondents.out_on", "respondents.outcome"),
        N_(
            "{who}: a decision on {date} that is not the day of the decision on the claim. Who is "
            "decided goes out with the claim; empty the date or choose how it ended."
        ),
        _decided_early,
        each="respondents",
    ),
    Rule(
        "CC15",
        H,
        ("children.out_on", "children.outcome"),
        N_(
            "{who}: a decision on {date} that is not the day of the decision on the claim. Who is "
            "decided goes out with the claim; empty the date or choose how it ended."
        ),
        _decided_early,
        each="children",
    ),
    Rule(
        "CC16",
        S,
        ("children.birth", "came_on"),
        N_(
            "{who} was of age on {date}, when the claim came, and is counted nowhere. Check the "
            "birth date; if it is right, confirm."
        ),
        _child_of_age,
        each="children",
        norm="№ 15, 29.11.2018",
    ),
    Rule(
        "CC17",
        H,
        ("children.consent", "children.birth"),
        N_(
            "{who} was {age} on the day of the decision; parents' rights are restored only with "
            "the consent of a child of ten or older. Enter the consent."
        ),
        _ten_without_consent,
        each="children",
        norm="MFC 78",
    ),
    Rule(
        "CC18",
        I,
        ("came_on", "act_on"),
        N_(
            "The suit came on {came}, later than {last}, the seventh day after the act. It is "
            "counted in E.05."
        ),
        _suit_late,
        norm="MFC 82",
    ),
    Rule(
        "CC19",
        I,
        ("act_on", "came_on"),
        N_(
            "No suit is entered; the term ended on {last}, {days} days ago. Ring the guardianship "
            "body."
        ),
        _suit_missing,
        norm="MFC 82",
    ),
    Rule(
        "CC20",
        H,
        ("act_on", "children.removed"),
        N_("The act of removal names no child. Choose “yes” at each child that was taken."),
        _nobody_removed,
        norm="MFC 82",
    ),
    Rule(
        "CC21",
        H,
        ("prosecutor_told_on", "act_on"),
        N_("The prosecutor was told on {later}, before the act of {earlier}. Mend one date."),
        not_before("prosecutor_told_on", "act_on"),
        norm="MFC 82",
    ),
    Rule(
        "CC22",
        H,
        ("act_annulled_on", "act_on"),
        N_("The act was annulled on {later}, before it was issued on {earlier}. Mend one date."),
        not_before("act_annulled_on", "act_on"),
    ),
    Rule(
        "CC23",
        H,
        ("in_force_on", "ended_on"),
        N_("In force on {later}, before the decision of {earlier}. Mend one of the two dates."),
        not_before("in_force_on", "ended_on"),
        norm="CPC 240",
    ),
    Rule(
        "CC24",
        I,
        ("extract_registry_on", "extract_guardianship_on"),
        N_(
            "The extract must reach both addressees by {last}, three days after the entry into "
            "force. It is counted in 11.2 or 11.3."
        ),
        _extract_late,
        norm="MFC 76",
    ),
    Rule(
        "CC25",
        H,
        ("extract_registry_on", "in_force_on"),
        N_(
            "The extract was sent on {later}, before the entry into force on {earlier}. Mend one "
            "date."
        ),
        not_before("extract_registry_on", "in_force_on"),
        norm="MFC 76",
    ),
    Rule(
        "CC26",
        H,
        ("extract_guardianship_on", "in_force_on"),
        N_(
            "The extract was sent on {later}, before the entry into force on {earlier}. Mend one "
            "date."
        ),
        not_before("extract_guardianship_on", "in_force_on"),
        norm="MFC 76",
    ),
    Rule(
        "CC27",
        I,
        ("in_force_on", "ended_on"),
        N_(
            "Six months have passed since the restriction of {decided}. If the parents have not "
            "changed, the guardianship body must sue for deprivation (from {due})."
        ),
        _suit_after_restriction,
        norm="MFC 79",
    ),
    Rule(
        "CC28",
        S,
        ("appeals.result", "outcome"),
        N_(
            "The higher court's act “{result}” does not fit the first decision. Check both; if "
            "they are right, confirm."
        ),
        _appeal_fits,
        each="appeals",
    ),
    Rule(
        "CC29",
        H,
        ("appeals.on", "came_on"),
        N_("The higher court's act of {later} lies before the claim of {earlier}. Mend one date."),
        not_before("on", "^came_on"),
        each="appeals",
    ),
    Rule(
        "CC30",
        S,
        ("deprives", "outcome"),
        N_(
            "“Deprives of rights: {said}” does not follow from the decision and the appeal. Check "
            "it; if it is right, confirm."
        ),
        _deprives_fits,
    ),
    Rule(
        "CC31",
        H,
        ("placements.child",),
        N_("The child that this placement names is no longer on the card. Choose a child."),
        _placed_stranger,
        each="placements",
    ),
    Rule(
        "CC32",
        H,
        ("original_on", "came_on"),
        N_("The first filing day {first} lies after {came}. Mend one of the two dates."),
        _kept_day_missing,
    ),
    Rule(
        "CC33",
        H,
        ("respondents.out_on", "respondents.outcome"),
        N_("{who}: an outcome without its day. Enter the day of the ruling."),
        _outcome_without_day,
        each="respondents",
    ),
    Rule(
        "CC34",
        H,
        ("children.out_on", "children.outcome"),
        N_("{who}: an outcome without its day. Enter the day of the ruling."),
        _outcome_without_day,
        each="children",
    ),
    Rule("CC35", S, ("respondents.iin",), BAD_IIN, bad_iin, each="respondents"),
    Rule("CC36", S, ("children.iin",), BAD_IIN, bad_iin, each="children"),
    Rule(
        "CC37",
        S,
        ("respondents.birth", "respondents.iin"),
        BIRTH,
        birth_disagrees,
        each="respondents",
    ),
    Rule("CC38", S, ("children.birth", "children.iin"), BIRTH, birth_disagrees, each="children"),
    Rule("CC39", S, ("children.sex", "children.iin"), SEX, sex_disagrees, each="children"),
    Rule(
        "CC40",
        H,
        ("children.iin",),
        N_("The ИИН {value} stands on this card twice. One person is one row; mend one of them."),
        twice("children", "iin"),
        each="children",
    ),
    Rule(
        "CC41",
        H,
        ("respondents.iin",),
        N_("The ИИН {value} stands on this card twice. One person is one row; mend one of them."),
        twice("respondents", "iin"),
        each="respondents",
    ),
)

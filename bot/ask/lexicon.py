"""The words of questions that are not names: each phrase with the feature that it stands for.

Phrases are folded as `bot.folding.fold` folds them. A phrase may stand for several features: the reading decides.
"""

from collections.abc import Mapping

Feature = str

PHRASES: Mapping[Feature, str] = {
    "stop": """yo; tf; tho; ngl; imo; fr; da; the hell; the heck; different; the; a; an; of; at; in; for; to; on; by;
        as; it; its; that; there; season; year; that year; of the year; of the season; me; tell me; show me; give me;
        please; can you; do you know; they; them; their; his; her; he; she; hey; ever; then; so; and; has; have; had;
        been; be; do; does; did; was; were; is; are; s; quick question; question; which of; the one; ones; one; itself;
        there were; altogether; guys; anyone; know; does anyone know; pls; plz; this season; this year;
        the current season; current season; now; right now; currently; at the moment; so far; so far this season; again;
        lol; btw; other; really; actually; about; bout; do we know; remind me; any idea; any; anything; tell us;
        all that; even; just; exactly; supposed to; meant to; ok; okay; hi; hello; thanks; thx; ta; cheers; wanna know;
        i wanna know; i want to know; can you tell me; could you tell me; u; ya; some; also; thing; whole thing;
        back then; back in the day""",
    "yesno": """did; was; were; is; are; does; do; has; have; didnt; wasnt; werent; isnt; arent; doesnt; dont; hasnt;
        havent; any; is it true; is it true that; am i right""",
    "who": "who was it; who; whos; whom; who all; who else; whose names",
    "whose": "whose",
    "what": """what year; which year; what season; which season; what kind of; what type of; what sort of; kind of;
        what; whats; which; wich; what was; which was; what were; name; name of; wat; whats the; what are; which races;
        what races; which rounds; what rounds; which events; what events; which tracks; what tracks""",
    "rounds": """which races; what races; which rounds; what rounds; which events; what events; which tracks;
        what tracks; which of the races; at which races; at what races; at which rounds; in which races""",
    "how": "how",
    "how many": """how much; how many; number of; count; count of; how many times; total number of; how often; tally;
        times; how many of; total of""",
    "win": """won; win; wins; winner; winners; winning; victory; victories; victorious; triumph; triumphs; triumphed;
        honours; honors; first place; 1st place; p1; class win; class wins; class winner; class winners; race win;
        race wins; race winner; came first; come first; finished first; finish first; took it; got it; took gold;
        victors; victor; crossed the line first; top step; best of the; best of; best placed; first past the flag;
        first home; first across the line""",
    "take": """took; take; taken; takes; set; sets; complete; completed; put in; get; got; gets; claimed; claim; bagged;
        bag; secured; secure; grabbed; earn; make""",
    "overall": "overall; outright; overall race; race overall",
    "team": "team; teams; squad; outfit; entrant; entrants",
    "driver": "driver; drivers",
    "crew": "crew; crews; lineup; line up; pair; duo; trio; pairing; driver lineup",
    "mates": """with; alongside; team mate; team mates; teammate; teammates; co driver; co drivers; codriver; codrivers;
        partner; partners; partnered; shared; share; sharing; paired; paired with; together with; beside; shared with;
        share with; shared the car with; share the car with; share a car with; shared a car with""",
    "car": "car; cars; machine; machinery; vehicle; vehicles; entry; entries; ride; rides; whip",
    "chassis": "chassis; model; make and model",
    "engine": "engine; engines; motor; powered; power; powerplant; under the hood; under the bonnet",
    "make": """make; manufacturer; manufacturers; marque; brand; constructor; constructors; makes; maker; makers;
        automobile manufacturer; automobile manufacturers""",
    "number": "number; numbers; car number; car numbers; race number; start number",
    "tyre": "tyre; tyres; tire; tires; tyre maker; tyre makers; tyre manufacturer; tyre manufacturers; rubber",
    "use": "use; used; using; run; ran; running; enter; entered; fielded",
    "drive": "drive; drove; driven; drives; driving; raced; racing; compete; competed; drive for; drove for",
    "race": "race; races; round; rounds; event; events; grand prix; grands prix; meeting; meetings",
    "class": "class; classes; category",
    "points": "points for; points; point; pts; points wise; pointswise",
    "score": """score; scored; scores; scoring; haul; points haul; earned; pick up; picked up; collect; collected;
        points total; take home""",
    "total": "total; in total; in all; all season; over the season; all year; for the season; at the end; end up with",
    "standings": """in the end; at the end of the season; by the end; at season end; standings; standing; table;
        championship; points table; points standings; final standings; final table; championship standings;
        championship table; rankings; in the championship; points tables""",
    "champion": """world champion; world champions; champion; champions; champs; champ; championship winner;
        championship winners""",
    "title": """title; titles; crown; championship title; championship titles; championships; world title; world titles;
        world championship; world championships; wdc; wdcs""",
    "position": "place; position; spot; places; positions",
    "points place": """finish in points; finish in the points; finish on points; end up in points; end up in the points;
        do in points""",
    "finish": "finish; finished; finishes; came; come; ended; end; end up; ended up; placed; classified; rank; ranked",
    "first": "maiden; first time; the first time; first; earliest; 1st; first ever; very first",
    "last": "last time; the last time; last; final; latest; most recent; bottom; last placed; bottom placed",
    "gap": """gap; behind; ahead; difference; how far; separated; between; clear; gap between; how far behind;
        how far ahead; points gap; points difference; ahead of; difference between; clear of; points behind;
        points ahead; behind of; from""",
    "more": "more; more often; better; higher; bigger; larger; the more",
    "most": "most; with most; with the most; the most; most often",
    "record": """record; records; record for; the record for; record number of; all time record; record holder for;
        holds the record for; hold the record for; has the record for; record for most; record for the most;
        holds the record for most; holds the record for the most; has the record for most; record holder""",
    "biggest": "highest; biggest",
    "versus": "vs; versus; or; than; v; against; compared to; compared with; compare; or was it",
    "beat": """beat; beats; outran; outraced; finish ahead of; finished ahead of; finish in front of;
        finished in front of; finish before; finished before; come ahead of; came ahead of; finish higher;
        finished higher; finish higher than; finished higher than; finish ahead; finished ahead; end up ahead of;
        beat out; get the better of; place higher than; placed higher than; finish above; finished above; in front of;
        ahead of; was ahead; was higher; higher""",
    "lost to": "lose to; lost to; get beaten by; got beaten by; beaten by; finish behind; finished behind; come behind",
    "ahead of whom": """who beat; who beats; what beat; what car beat; which car beat; which team beat;
        who finished ahead of; who finished in front of; who was ahead of; who was in front of; who came ahead of;
        who came in ahead of; who finished before""",
    "behind whom": """who got beat by; who was beaten by; who got beaten by; who lost to; who finished behind;
        who came behind; who was behind; who came in behind; who finished after; who came after; who came home behind;
        who was right behind""",
    "faster": """faster; quicker; the fastest; fastest; faster than; quicker than; who was faster; who was quicker;
        had the edge""",
    "outqualify": """outqualify; outqualified; out qualify; out qualified; outqualifies; qualify ahead of;
        qualified ahead of; qualify higher than; qualified higher than; qualify better than; outqualified who;
        qualify higher; qualified higher; qualified better than; qualify in front of; qualified in front of;
        start ahead of; started ahead of""",
    "retired": """retired; retire; retires; retirement; retirements; retiring; dnf; dnfs; dnfd; dnfed; did not finish;
        didnt finish; not finish; dont finish; failed to finish; never finished; dropped out; drop out; broke down;
        break down; blew up; blow up; went out; not make the finish; fell out; fall out; didnt make the finish;
        didnt make it to the end; crapped out""",
    "disqualified": """disqualified; disqualification; disqualifications; disqualify; dsq; dsqs; dsqd; dq; dqd; dqed;
        dqs; excluded; thrown out; kicked out; chucked out""",
    "did not start": """did not start; didnt start; not start; dont start; dns; dnsd; never started; failed to start;
        missed the start; didnt make the start; not make the start; not starting; not take the start""",
    "fate": """what happened to; whats happened to; what happend to; wat happened to; what became of;
        what went wrong with; what went wrong for; whatever happened to; what the hell happened to; wtf happened to;
        happened to; happened with; what happened with; what was wrong with; whats wrong with; whatd happen to;
        what happen to; what was up with""",
    "best": "best; top; highest; highest placed; best placed; best finishing; top placed; best of the rest; best ever",
    "longest": "longest; the longest",
    "shortest": "shortest; the shortest",
    "decided": """clinch; clinched; decided; decide; wrap up; wrapped up; seal; sealed; secure; secured; sew up;
        sewn up; settled; when was it over""",
    "entrants": "entry list; entrant list; starting list; start list; spotter guide; who entered; field list",
    "closest": "closest; closest finish; smallest margin; tightest; narrowest; closest race",
    "widest": """by the most; by most; biggest margin; largest margin; widest margin; biggest winning margin;
        most dominant; largest winning margin""",
    "by": "by; with how many; by what",
    "pole": """pole; pole position; poles; pole sitter; polesitter; on pole; pole time; fastest in qualifying; poleman;
        poleposition; class pole; class poles; pole in class; pole lap; p1 on the grid""",
    "qualifying": """qualifying; qualified; qualify; quali; qually; qualy; grid; starting grid; front row; start from;
        in qualifying; in quali; qualifying results; qualifying times; quali times; pole times; qualifying time""",
    "fastest lap": """fastest lap; quickest lap; best lap; fastest race lap; lap record of the race; fast lap;
        fast laps; fl; quick lap; fastest time; fastest race time; quickest time""",
    "margin": """margin; winning margin; margin of victory; how much; how close; close; gap at the finish;
        gap at the flag; finishing gap; winning gap""",
    "laps": "laps; lap; how many laps; number of laps; lap count; laps long",
    "hours": "how many hours; hours long; how many minutes; how much time",
    "long": "long; length; how long; lap length; distance round; distance around",
    "turns": "turns; corners; how many turns; how many corners; number of turns; number of corners; turn; corner",
    "cautions": """cautions; caution; yellows; caution periods; yellow flags; full course yellows; safety car;
        safety cars; pace car; pace cars; caution flags; fcy; fcys""",
    "distance": "distance; race distance; kilometres; kilometers; km; how many kilometres",
    "speed": "average speed; speed; how fast; average",
    "starters": """grid size; car count; starters; started; cars started; start; field size; how many cars started;
        starts""",
    "when": """when; whens; date; dates; day; month; date of; what date; what day; which day; what month; which month;
        date for""",
    "where": """where; location; venue; circuit; track; held at; place; which circuit; what circuit; which track;
        what track; tracks; circuits; venues; what state; which state; what country; which country; what city;
        which city; what town; which town; what part; whereabouts; where abouts; wheres""",
    "held": """held; took place; take place; taking place; hosted; host; hosts; hold; run at; go to; went to; visit;
        visited; staged; go; scheduled; on the calendar; planned; supposed to be; meant to be; due; located; situated;
        supposed to be held""",
    "happen": "happen; happened; go ahead; went ahead; raced; held; take place; took place; run; ran; on",
    "cancelled": "cancelled; canceled; called off; scrapped; cancellation; binned; axed",
    "mean": "mean; means; meant; stand for; stands for; stand; short for",
    "why": "why; reason; how come; why was; reason for",
    "nation": "nationality; nation; country; nationalities; home country; from; come from",
    "sanction": """sanctioned; sanction; sanctioning body; sanctioning; sanctioned by; organised; organized;
        governing body""",
    "pay": """pay; pays; paid; worth; value; value of; give; gives; gave; award; awarded; awards; scale; system;
        points system; points scale; scoring system; points for; points scales; paying; points worth; points paid;
        does""",
    "regular": "regular; normal; standard; ordinary; short; usual; sprint; shorter",
    "endurance": "long; endurance; longer; long distance",
    "non": "non; outside; not from; outside of; other than; not in; from outside; not of",
    "not": """not; never; didnt; wasnt; werent; isnt; arent; dont; doesnt; without; except; excluding; nobody; lose;
        lost; loser; losing; losers; fail; failed; no; none; neither; nor; cant; couldnt; missed; apart from; but""",
    "lead": "led; lead; leads; leading; leader; leaders; in front; top; topped; on top; points leader; points leaders",
    "all": """all; every; each; whole; full; list; list of; list all; full list; full list of; all the; name all;
        em all; them all; show all; show; lists; name every; everything; every single; every one of; all of;
        list all the; list the; show me all; give me all; give me a list of; a list of; names of all; all of the;
        names of""",
    "calendar": "calendar; schedule; fixture list; race calendar; list of races",
    "begin": """race start; race starts; grand prix start; grand prix starts; grands prix starts; begin; began; start;
        started; open; opened; kick off; kicked off; starts; begins""",
    "end": "wrap up; wrapped up; end; ended; finish; finished; conclude; concluded; ends; close; closed",
    "before": "before; going into; heading into; coming into; prior to; into",
    "street": "street; street circuit; street race; street track; street circuits; temporary circuit",
    "after": "after; following; as of; as at",
    "next": """came right after; came straight after; came after; comes after; come after; came next after;
        straight after; right after; next after""",
    "tail": """right; yes; yeah; yep; correct; true; huh; innit; didnt they; didnt he; didnt she; didnt it; wasnt it;
        werent they; isnt it; or not; or nah; or no; or what""",
    "result": """result; results; finishing order; full result; classification; top 5; top five; top 10; top ten; top 6;
        top six; top 4; top four; top 8; top eight; how did it finish; final result; final results; full results;
        scoreboard""",
    "bottom": "bottom; last; last place; bottom place; in last place; last of; at the bottom; bottom of",
    "series": "series; championship; the championship",
    "podium": """podium; podiums; on the podium; on a podium; podium finish; podium finishes; rostrum; top 3; top three;
        first three; first 3; podium places""",
    "youngest": "youngest; youngest ever; youngest person; the youngest",
    "oldest": "oldest; oldest ever; oldest person; the oldest",
    "streak": "in a row; consecutive; consecutively; streak; back to back; successive; on the trot; on the bounce",
    "win streak": """longest winning streak; longest win streak; longest run of wins; longest streak of wins;
        winning streak; win streak; winning streaks; winning run; run of wins; streak of wins""",
    "in a season": """in a season; in one season; in a single season; in any season; in a year; in one year;
        in a single year; single season""",
    "ever": """ever; stats; statistics; career stats; profile; all time; of all time; in history; in the history of;
        history; career; in his career; in her career; in their career; over his career; career total""",
    "years": """what years; which years; in what years; in which years; what seasons; which seasons; in which seasons;
        in what seasons; what year; which year; in what year; in which year; what season; which season;
        in which season""",
    "seasons": "seasons; years",
    "known": """data; do you have; do you know; you have; you know; you hold; do you hold; you cover; do you cover;
        have you got; you got; do you have data for; do you have data on; in your data; can i ask about;
        do you know about; available""",
    "reigning": "reigning; current; defending; incumbent",
    "left": "left; remaining; remain; to go; still to come; to come; yet to come; are left",
    "upcoming": """next; next race; next round; next grand prix; next event; next one; upcoming race; upcoming round;
        upcoming grand prix; upcoming event; next up""",
    "born": "how old; how old is; age; age of; born; date of birth; birthday; birth date; birthdate",
    "other season": """last season; last year; next season; next year; previous season; previous year; the year before;
        the season before; the year after; the season after; last years; next years; last seasons""",
    "least": "least; the least; fewest; the fewest; fewer; less; lowest; worst; smallest",
    "debut": "debut; debuted; debuts; first start; first ever race; first ever start; maiden race",
    "for": "with; while at; while with; driving for; racing for; when at; when with; behind the wheel of",
    "sprint": "sprint; sprints; sprint race; sprint races",
    "wear": "wear; wore; shod; on",
}

RACE_OF_NATION = "race of a nation"
"""The feature of `german races`: no kind of question has it."""

# fmt: off
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)
# fmt: on


def phrases() -> dict[str, list[Feature]]:
    """Features by phrase, in the order of the table."""
    found: dict[str, list[Feature]] = {}
    for feature, text in PHRASES.items():
        for phrase in text.split(";"):
            found.setdefault(" ".join(phrase.split()), []).append(feature)
    return found


def ordinal_phrases() -> dict[str, int]:
    """`third`, `3rd`, `p3`, `runner up`: each with its place."""
    found: dict[str, int] = {"runner up": 2, "runners up": 2, "runnerup": 2}
    for place, word in enumerate(ORDINALS, start=1):
        suffix = "th" if place in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
        for text in (word, f"{place}{suffix}", f"p{place}"):
            found[text] = place
    return found

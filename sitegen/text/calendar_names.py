"""Names of months and weekdays in dates, in the languages that lists of papers are written in."""

from __future__ import annotations

_NAMES = (
    "jan january januar jänner janvier enero ene janeiro gennaio января янв stycznia ledna ocak tammikuuta січня "
    "január ianuarie gener ιανουαρίου; "
    "feb february februar februari februarie február février fév febrero fevereiro fev febbraio февраля фев "
    "lutego února şubat helmikuuta лютого febrer φεβρουαρίου; "
    "mar march märz maerz mars marts maart mrt marzo março марта marca března mart maaliskuuta березня március "
    "martie maret març μαρτίου; "
    "apr april avril avr abril abr aprile aprilie апреля апр kwietnia dubna nisan huhtikuuta квітня április "
    "απριλίου; "
    "may mai mayo maio maggio maj mei мая maja května mayıs toukokuuta травня május maig μαΐου; "
    "jun june juni juin junio junho giugno июня czerwca června haziran kesäkuuta червня június iunie juny "
    "ιουνίου; "
    "jul july juli juillet juil julio julho luglio июля lipca července temmuz heinäkuuta липня július iulie "
    "juliol ιουλίου; "
    "aug august augusti août agosto ago augustus августа авг sierpnia srpna ağustos elokuuta серпня augusztus "
    "agustus agost αυγούστου; "
    "sep sept september septembre septembrie septiembre setembro set settembre сентября сен września září eylül "
    "syyskuuta вересня szeptember setembre σεπτεμβρίου; "
    "oct october oktober okt octobre octombrie octubre outubro out ottobre октября окт października října ekim "
    "lokakuuta жовтня október οκτωβρίου; "
    "nov november novembre noiembrie noviembre novembro ноября ноя listopada listopadu kasım marraskuuta "
    "листопада νοεμβρίου; "
    "dec december dezember dez décembre decembrie déc desember diciembre dic dezembro dicembre декабря дек "
    "grudnia prosince aralık joulukuuta грудня desembre δεκεμβρίου"
)
MONTHS = {name: number for number, names in enumerate(_NAMES.split(";"), 1) for name in names.split()}
"""The number of a month by each of its names, as it stands in dates: `28 marca`."""
_WEEKDAYS = (
    "mon monday tue tues tuesday wed wednesday thu thurs thursday fri friday sat saturday sun sunday mo di mi do fr "
    "sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lun mar mer jeu ven sam dim lundi "
    "mardi mercredi jeudi vendredi samedi dimanche mié jue vie sáb sab dom lunes martes miércoles jueves viernes "
    "sábado domingo seg ter qua qui sex segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira "
    "quinta-feira sexta-feira lunedì martedì mercoledì giovedì venerdì sabato domenica ma wo vr za zo maandag dinsdag "
    "woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag "
    "lørdag søndag maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai poniedziałek wtorek środa "
    "czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle понедельник вторник среда четверг "
    "пятница суббота воскресенье пн вт ср чт пт сб вс понеділок вівторок середа четвер п'ятниця п’ятниця субота "
    "неділя pazartesi salı çarşamba perşembe cuma cumartesi pazar hétfő kedd szerda csütörtök péntek szombat vasárnap "
    "dilluns dimarts dimecres dijous divendres dissabte diumenge"
)
WEEKDAYS = frozenset(_WEEKDAYS.split())
"""Whole and abbreviated."""

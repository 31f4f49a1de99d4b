"""The names of months as newsrooms write them: of our calendar in fifty languages, and of the Iranian one."""

import re
from collections.abc import Mapping

from corpus.words import fold

# In each language as a date has them, in the case that a day takes; short forms where newsrooms use them. `-` holds
# the place of a month without one. A name that means two months (Croatian `lipnja` is June) is in no line.
_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr - jun jul aug sep oct nov dec",
    "- - - - - - - - sept - - -",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "янв фев мар апр - июн июл авг сен окт ноя дек",
    "- февр - - - - - - сент - нояб -",
    "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "січ лют бер кві тра чер лип сер вер жов лис гру",
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jän feber mrz - - - - - - okt - dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr - avr - - juil - - - - déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene - - abr - - - ago setiembre - - dic",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen - - - mag giu lug - set ott - -",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "sty lut - kwi - cze - sie wrz paź - gru",
    "ledna února března dubna května června července srpna září října - prosince",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "- - marts - - - - - - - - desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "január február március április május június július augusztus szeptember október november december",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "oca şub - nis - haz tem ağu eyl eki kas ara",
    "- - - - - - - - - - listopadu -",
    "siječnja veljače ožujka travnja svibnja - - kolovoza rujna - studenoga prosinca",
    "- - - - - - - - - - studenog -",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
    "δεκεμβρίου",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري - أفريل ماي جوان جويلية أوت - - - -",
    "- - - - - - يوليوز غشت شتنبر - نونبر دجنبر",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "- فبریه مارچ آپریل می جون جولای آگوست سپتمبر اکتوبر نومبر دیسمبر",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "січн - берез квіт трав черв - серп верес жовт лист груд",
    "- - - - - - - - - - листоп -",
    "студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань",
    "яну - мар - - юни юли - сеп - ное -",
    "јануари февруари март април мај јуни јули август септември октомври ноември декември",
    "јан феб мар апр - јун јул авг сеп окт нов дец",
    "jänner feber - - - - - - - - - -",
    "jän - mär - mai - - - - okt - dez",
    "- - - - - - - aoû - - - -",
    "- - mzo - - - - - - - - -",
    "- fev - abr - - - ago set out - dez",
    "gener febrer març - maig juny juliol agost setembre octubre - desembre",
    "xaneiro febreiro - - maio xuño xullo - setembro outubro - decembro",
    "styczeń luty marzec kwiecień - czerwiec lipiec sierpień wrzesień październik - grudzień",
    "leden únor březen duben květen červen červenec srpen - říjen - prosinec",
    "led úno bře dub kvě čvn čvc - zář říj - pro",
    "januára februára - apríla mája júna júla augusta septembra októbra novembra decembra",
    "- - mrt - - - - - - - - -",
    "ian - - - - iun iul - - - noi -",
    "- febr márc ápr máj jún júl - szept - - -",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
    "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "janúar febrúar - apríl maí júní júlí ágúst - október nóvember desember",
    "- - - - - - - - - - - des",
    "janar shkurt - prill - qershor korrik gusht shtator tetor nëntor dhjetor",
    "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "- - mac - mei jun julai ogos - - - disember",
    "- - - - - - - agu - - - -",
    "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος "
    "δεκέμβριος",
    "ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    "- - - - μαϊ - - - σεπτ - - -",
    "- - - - - - - - ספט אוק נוב דצמ",
    "ינו פבר - אפר - - - אוג - - - -",
    "- - מרס - - - - - - - - -",
    "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
    "იანვარს თებერვალს მარტს აპრილს მაისს ივნისს ივლისს აგვისტოს სექტემბერს ოქტომბერს ნოემბერს დეკემბერს",
    "იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ",
    "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
    "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "- - - - - - - - सितम्बर - नवम्बर दिसम्बर",
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
)
# Folded, the short forms of January and March are one.
_THAI = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "- ก.พ. - เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
)
_IRANIAN = (
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "- - - - امرداد - - - - - - -",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "وری غویی غبرگولی چنگاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
)


def _by_name(lines: tuple[str, ...]) -> Mapping[str, int]:
    return {
        fold(name.replace("_", " ")): month
        for line in lines
        for month, name in enumerate(line.split(), 1)
        if name != "-"
    }


JALALI: Mapping[str, int] = _by_name(_IRANIAN)
"""Months of the Iranian calendar by their folded names."""

THAI: Mapping[str, int] = _by_name(_THAI)
"""Months of our calendar in Thai, whose years are most often those of the Buddha."""

MONTHS: Mapping[str, int] = {
    name: month for name, month in (*_by_name(_NAMES).items(), *THAI.items()) if name not in JALALI
}
"""Months of our calendar by their folded names. `آذار` of the Levant is not the Iranian `آذر`, but folds apart."""

MONTH = "|".join(sorted(map(re.escape, {*MONTHS, *JALALI}), key=len, reverse=True))
"""A pattern for any of these names in a folded text."""

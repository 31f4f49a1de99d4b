"""What in an address says how a reader came, not what he reads: the tables behind `urls.url_key`.

A parameter that stands in none of them is never dropped. Names are compared in lower case.
"""

import re


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Campaign and click tags that mean nothing else on any site we have met.
TRACKING = _names(
    ".tsrc __hsfp __hssc __hstc __s __twitter_impression __vfz _branch_match_id _branch_referrer _bta_c",
    "_bta_tid _ga _gl _guc_consent_skip _hsenc _hsmi _ke _kx _openstat _ptid _unique_id _wpnonce accesstoken",
    "action_object_map admitad_uid adobe_mc akamai-rum amp_ct amp_gsa amp_js_v amp_kit amp_latest_update_time",
    "amp_r aoh beehiiv bxid cache-buster cachebuster chash cjevent ck_subscriber_id cm_mmc cmpid cn-reloaded",
    "cndid cvosrc cx_artpos cx_testid cx_testvariant dclid dicbo disableredirects dm_i echobox ef_id",
    "embedded-checkout emci emdi epik erid et_cid et_rid fb_action_ids fb_action_types fb_comment_id fb_ref",
    "fb_source fbclid fbrefresh feedname feedtype fref frsc fsrc ftag ftcamp gaa_at gaa_n gaa_sig gaa_ts",
    "gad_campaignid gad_source gbraid gclid gclsrc gdffi gdfms gdftrk gepc google_editors_picks guccounter",
    "guce_referrer guce_referrer_sig hc_ref hootpostid hsctatracking hss_channel iclid igsh igshid int_cid",
    "intcid intcmp intlink_from_url intref irclickid isappinstalled ito leadsource li_fat_id link_location",
    "lipi maca mbid mc_cid mc_eid mibextid mindbox-click-id mindbox-message-key mkevt mkt_tok ml_subscriber",
    "ml_subscriber_hash modpagespeed mrkt msclkid n_cid ncid nocache nr_email_referer nsukey ob_click_id",
    "oborigurl ocid oly_anon_id oly_enc_id pagespeed publer rb_clickid rcmd_alg rcmd_id rdt_cid recruiter",
    "ref_src ref_url reflink relatedposts_hit relatedposts_origin relatedposts_position replytocom rfsn s_cid",
    "s_kwcid sc_campaign sc_channel sc_cid sc_content sc_country sc_geo sc_medium sc_outcome sccid scrolla",
    "sfmc_id sfnsn share_source share_token sharetoken sharetype showcomment smid smprod smtyp soc_src",
    "soc_trk spjobid spm spmailingid spref spreportid spuserid sr_share sref srnd srsltid ssrid syn-25a6b1a6",
    "taid tblci tpcc trackingid traffic_source trk_contact trk_msg trk_sid trkcampaign tsrc ttclid tw_camp",
    "tw_i tw_p twclid twitter_impression unlocked_article_code usqp vgo_ee wbraid wickedid wpmobileexternal",
    "wpmp_switcher wprov wprss wt.mc_ev wt.mc_id wt.nav wt.tsrc wt_mc wt_zmc wtmc wtrid xing_share xtcr xtloc xtnp",
    "xtor xtref yclid ymclid yrclid yrwinfo ysclid zanpid",
)
TRACKING_PREFIXES = tuple(
    _names(
        "__cft__ __gr __tn__ __utm __xts__ aspsessionid at_bbc at_campaign at_creation at_custom at_emailtype",
        "at_format at_link at_medium at_ptr at_recipient at_send at_type bsft_ elqtrack fb_xd_ ga_campaign",
        "ga_medium ga_source gca- gnt- hsa_ int_campaign int_medium int_source itm_ matomo_ mtm_ ns_campaign",
        "ns_fee ns_linkname ns_mchannel ns_source oft_ pf_rd_ piwik_ pk_campaign pk_cid pk_content pk_keyword",
        "pk_kwd pk_medium pk_source pk_vid roistat sara_ stm_ utm- utm_ vero_",
    )
)
SESSIONS = _names("bv_engineid bv_sessionid cfid cftoken jsessionid oscsid phpsessid sessid xtcsid zenid")

# Noise where the value looks the part: a session is long, a cache breaker is a moment; anything else may be an article.
_MOMENT, _SESSION = re.compile(r"\d{10,17}"), re.compile(r"(?=.*[A-Za-z])[\w-]{6,}|\d{8,}")
_ADDRESS = re.compile(r"https?(?:://|%3A%2F%2F).*", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z\d-]+\.)+[a-z]{2,}")
_TOKEN = re.compile(r"(?=.*[A-Za-z])(?=.*\d)[\w-]{20,}")
_DIGEST = re.compile(r"[0-9A-Fa-f]{32}|(?=.*[a-z])(?=.*\d)[0-9a-z]{26}")
SHAPED: dict[str, re.Pattern[str]] = {
    "_": _MOMENT,
    "cb": _MOMENT,
    "cid": re.compile(r"social_\w+"),
    "cvid": _DIGEST,
    "gift": _TOKEN,
    "link_source": re.compile(r"ta_\w+"),
    "origin": _ADDRESS,
    "page": re.compile(r"with(?::|%3A)block-[0-9a-f]{8,}", re.IGNORECASE),
    "rand": _MOMENT,
    "ref": _HOST,
    "referer": _ADDRESS,
    "referrer": _ADDRESS,
    "rnd": _MOMENT,
    "s": re.compile("09"),
    "scm": re.compile(r"\d+(?:\.[\w-]+)+"),
    "sess": _DIGEST,
    "session": _DIGEST,
    "session_id": _SESSION,
    "sessionid": _SESSION,
    "sid": _DIGEST,
}

# Another view of the same article, with these values only: `print=1` is one, `print=3021` may be an article.
_ON = frozenset({"", "1", "on", "true", "y", "yes"})
_EITHER = _ON | {"0", "false", "no", "off"}
_FORM = frozenset({"amp", "print"})
_WHOLE = _names("all full")
VIEWS: dict[str, frozenset[str]] = {
    "_amp": _EITHER,
    "action": _FORM,
    "allpages": _ON,
    "amp": _EITHER | {"amp"},
    "clear_cache": _ON,
    "desktop": _EITHER,
    "device": _names("amp desktop mobile"),
    "do": _FORM,
    "format": _FORM,
    "full": _names("true yes"),
    "fullpage": _ON,
    "fullarticle": _ON,
    "homepage": _names("true"),
    "is_amp": _EITHER,
    "isamp": _EITHER,
    "layout": _FORM | _names("default mobile"),
    "mobile": _EITHER,
    "mode": _FORM | _names("mobile nowapp"),
    "no_cache": _ON,
    "noamp": _EITHER | _names("available mobile"),
    "nomobile": _EITHER,
    "noredirect": _EITHER,
    "onepage": _ON,
    "op": _FORM,
    "output": _FORM,
    "outputtype": _names("amp amp-type default_amp valid_amp"),
    "page": _WHOLE | {""},
    "pagewanted": _names("all print"),
    "pfstyle": _names("wp"),
    "print": _ON | {"print"},
    "print_view": _ON,
    "printable": _ON,
    "printer": _ON,
    "printer_friendly": _ON,
    "printerfriendly": _ON,
    "printfriendly": _ON,
    "printmode": _ON,
    "printpage": _ON,
    "printpagedarticle": _ON,
    "printversion": _ON,
    "printview": _ON,
    "refresh": _names("1 true"),
    "rss": _ON,
    "seite": _names("all"),
    "service": _FORM,
    "share": _names(
        "bluesky email facebook jetpack-whatsapp linkedin mastodon pinterest pocket print reddit skype telegram",
        "threads tumblr twitter vk whatsapp x",
    ),
    "showall": _ON,
    "single": _ON,
    "singlepage": _ON,
    "style": _FORM,
    "template": _FORM,
    "tmpl": _FORM | {"component"},
    "ui": _FORM | {"mobile"},
    "version": _FORM | {"mobile"},
    "view": _FORM | _names("mobile") | _WHOLE,
}

# These tell how a reader came when all words of their value do: `ref=rss_top`, but not `ref=3021`
# and not `ref=rss-is-back`.
CHANNEL_NAMES = _names(
    "campaign cid cmp fbc from ic icid lfrom medium origin partner r ref ref_ referer referrer source src srcref",
    "utm via",
)
CHANNELS = _names(
    "alert android app apple bing bluesky copylink dzen email facebook fb feed feedly flipboard google",
    "googlenews home homepage hp instagram ios iosapp linkedin mail mailing main mastodon messenger msn",
    "newsfeed newsletter newsletters nl ok push pushes reddit rss rssfeed share shared shares sharing smartnews smi2",
    "social telegram tg threads tw twitter viber vk vkontakte wa wap whatsapp yahoo yandex yanews youtube zen",
)
# Words that stand beside a channel and do not say one alone.
CHANNEL_WORDS = CHANNELS | _names(
    "bar btn button channel com daily from header icon link nav net news of org page ru site top web",
)

# One software, and one way to name an article, at all the desks of Radio Free Europe and Voice of America.
_RFE_SITES = _names(
    "azattyk.org azattyq.org currenttime.tv golosameriki.com idelreal.org krymr.com ozodi.org radiofarda.com",
    "radiosvoboda.org rferl.org severreal.org sibreal.org svoboda.org voanews.com",
)

# What one site adds; it holds for every host under that name.
SITE_NOISE: dict[str, frozenset[str]] = {
    **dict.fromkeys(_RFE_SITES, _names("ltflags nocast withmediaplayer")),
    "abc.net.au": _names("sf"),
    "aljazeera.com": _names("sf"),
    "asahi.com": _names("iref"),
    "barrons.com": _names("mod st"),
    "bbc.com": _names("pinned_post_asset_id pinned_post_locator pinned_post_type"),
    "bild.de": _names("t_ref"),
    "blogspot.com": _names("m"),
    "bloomberg.com": _names("accesstoken"),
    "cbc.ca": _names("cmp"),
    "cnn.com": _names("cid eref hpt iid iref sr"),
    "derstandard.at": _names("ref"),
    "derstandard.de": _names("ref"),
    "dw.com": _names("cmp"),
    "elpais.com": _names("prm ssm"),
    "forbes.com": _names("ctpv sh ss"),
    "ft.com": _names("desktop segmentid"),
    "iz.ru": _names("main_click"),
    "kommersant.ru": _names("from"),
    "kp.ru": _names("from"),
    "lastampa.it": _names("ref"),
    "latimes.com": _names("track"),
    "linkedin.com": _names("trk"),
    "marketwatch.com": _names("mod st"),
    "mail.ru": _names("frommail"),
    "medium.com": _names("gi sk source"),
    "npr.org": _names("f ft live sc"),
    "nytimes.com": _names(
        "_r action auth campaign_id contentcollection ei emc en ex hp instance_id login module nl",
        "partner pgtype ref referer referringsource region register regi_id rref searchresultposition",
        "segment_id te unlocked_article_code user_id",
    ),
    "rbc.ru": _names("from frommail"),
    "repubblica.it": _names("ref"),
    "reuters.com": _names("edition-redirect il rpc sp virtualbrandchannel"),
    "ria.ru": _names("in"),
    "scmp.com": _names("campaign module pgtype"),
    "slate.com": _names("wpsrc"),
    "substack.com": _names("isfreemail publication_id r s showwelcomeonshare triedredirect"),
    "sueddeutsche.de": _names("reduced"),
    "theatlantic.com": _names("gift"),
    "theguardian.com": _names("cmp"),
    "t.me": _names("embed"),
    "thetimes.com": _names("region"),
    "vedomosti.ru": _names("from"),
    "washingtonpost.com": _names("hpid itid nid pwapi_token tid wpisrc wpmm wpsrc"),
    "wsj.com": _names("mod st"),
    "x.com": _names("s t"),
    "youtube.com": _names("ab_channel feature pp si t"),
}

# What software leaves in a path and its query: tracking put behind the wrong sign, a blog's page for phones, a share
# button's second parameter.
_CAMPAIGN = r"(?=(?:utm_\w+|fbclid|gclid|yclid|ysclid)=)"
MENDS = (
    (re.compile(rf"\A([^?]*?)&{_CAMPAIGN}([^?]*)\?", re.IGNORECASE), r"\1?\2&"),
    (re.compile(rf"(\?.*?)\?{_CAMPAIGN}", re.IGNORECASE), r"\1&"),
    (re.compile(r"\A(/\d{4}/\d\d/[^/?]+\.html\?(?:[^&]*&)*?)m=[01](?=&|\Z)"), r"\1"),
    (re.compile(r"(share=[\w-]+)(?:&nb=1)+(?=&|\Z)"), r"\1"),
)

# Hosts that show the same articles under the same paths as another one.
SAME_HOST = {
    "bbc.co.uk": "bbc.com",
    "edition.cnn.com": "cnn.com",
    "guardian.co.uk": "theguardian.com",
    "international.cnn.com": "cnn.com",
    "mbasic.facebook.com": "facebook.com",
    "new.reddit.com": "reddit.com",
    "np.reddit.com": "reddit.com",
    "old.reddit.com": "reddit.com",
    "telegram.dog": "t.me",
    "telegram.me": "t.me",
    "the-independent.com": "independent.co.uk",
    "timesofindia.com": "timesofindia.indiatimes.com",
    "twitter.com": "x.com",
    "us.cnn.com": "cnn.com",
    "vk.ru": "vk.com",
    "web.facebook.com": "facebook.com",
}

# Labels of a host for phones or AMP before the name of a site.
DEVICES = _names("amp m mobil mobile pda touch wap")

# Folders whose entries are no articles: what stands there may be a page on AMP or on printing.
LISTS = _names(
    "browse c cat categories category channel channels collection collections glossary guide guides help label labels",
    "page pages product products section sections series shop store subject subjects tag tags theme themes thema",
    "topic topics wiki",
)

# What names an article at one site: a rule for its paths, and the path that they have in common. Slugs change with
# the headline and may be left out where a number decides; views have places of their own.
_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(rule), plain) for rule, plain in pairs)


_IRANIAN = _rules((r"((?:/[a-z]{2})?/news/\d+)/.+", r"\1"))
_RFE = _rules((r"/(?:a|amp)/(?:.+/)?(\d+\.html)", r"/a/\1"))
_TIMES_OF_INDIA = _rules((r"(.*)/amp_(articleshow|liveblog)/(\d+\.cms)", r"\1/\2/\3"))
_UNIAN = _rules((r"(.*/)amp-(.+-\d+\.html)", r"\1\2"))
ARTICLES: dict[str, _Rules] = {
    **dict.fromkeys(_RFE_SITES, _RFE),
    "cnn.com": _rules((r"/cnn/(\d{4}/.+)", r"/\1")),
    "dailymail.co.uk": _rules((r"(.*/article-\d+)/amp(/.+)", r"\1\2")),
    "derstandard.at": _rules((r"(/story/\d+)/.+", r"\1")),
    "dw.com": _rules((r"(/[a-z-]+)/.+/(a-\d+)", r"\1/\2")),
    "farsnews.ir": _IRANIAN,
    "indianexpress.com": _rules((r"(/article/.+-\d+)/lite", r"\1")),
    "indiatimes.com": _TIMES_OF_INDIA,
    "irna.ir": _IRANIAN,
    "isna.ir": _IRANIAN,
    "khabaronline.ir": _IRANIAN,
    "kommersant.ru": _rules((r"/amp/(\d+)", r"/doc/\1")),
    "mashreghnews.ir": _IRANIAN,
    "mehrnews.com": _IRANIAN,
    "ndtv.com": _rules((r"(.*-\d+)/amp/1", r"\1")),
    "presstv.ir": _rules((r"(/Detail/\d{4}/\d\d/\d\d/\d+)/.+", r"\1")),
    "rbc.ru": _rules((r"/rbcnews(/.+/\d\d/\d\d/\d{4}/.+)", r"\1")),
    "reddit.com": _rules((r"(/r/\w+/comments/\w+)/[^/]+", r"\1")),
    "spiegel.de": _rules((r"(.*-a-[\w-]+)-amp", r"\1")),
    "sueddeutsche.de": _rules((r"(.*-1\.\d+|.*-li\.\d+)!amp", r"\1")),
    "t.me": _rules((r"/s(/\w+/\d+)", r"\1")),
    "tabnak.ir": _IRANIAN,
    "tasnimnews.com": _rules((r"(/[a-z]{2}/news/\d{4}/\d\d/\d\d/\d+)/.+", r"\1")),
    "unian.net": _UNIAN,
    "unian.ua": _UNIAN,
    "washingtonpost.com": _rules((r"(.*_story)_amp(\.html)", r"\1\2")),
    "yjc.ir": _IRANIAN,
    "zeit.de": _rules((r"(.*)/komplettansicht", r"\1")),
}

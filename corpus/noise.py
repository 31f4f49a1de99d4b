"""What in an address says how a reader came, not what he reads: the tables behind `urls.url_key`.

A parameter that stands in none of them is never dropped. Names are compared in lower case.
"""

import re


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Campaign and click tags that mean nothing else on any site we have met.
TRACKING = _names(
    ".tsrc __grrn __grsc __grts __grua __hsfp __hssc __hstc __readwisereflocation __s __twitter_impression __vfz",
    "_bhlid _branch_match_id _branch_referrer _bta_c _bta_tid _ga _gl _guc_consent_skip _hsenc _hsmi _ke _kx",
    "_openstat _ptid _sgm_campaign _sgm_source _unique_id _wpnonce ac_cid accesstoken action_object_map admitad_uid",
    "adobe_mc akamai-rum amp_ct amp_gsa amp_js_v amp_kit amp_latest_update_time amp_r aoh auth_rd autoref beehiiv",
    "bxid cache-buster cachebuster chash cjevent ck_subscriber_id clearuserstate cm_mmc cmp_redirect cmpid",
    "cn-reloaded cndid cvosrc cx_artpos cx_testid cx_testvariant dclid dicbo disableredirects dm_i dop_ab_variant",
    "dop_req_id dop_source_zone_name dop_vert_id echobox ef_id elqaid elqat elqcampaignid elqcst emaila emailb",
    "emailc embedded-checkout emci emdi epik erid et_cid et_rid external_click_id fb_action_ids fb_action_types",
    "fb_comment_id fb_ref fb_source fbadid fbclid fbrefresh feedname feedtype fref frsc fsrc ftag ftcamp",
    "g2i_campaign g2i_eui g2i_medium g2i_source gaa_at gaa_n gaa_sig gaa_ts gad_campaignid gad_source gbraid gclid",
    "gclsrc gdffi gdfms gdftrk gepc gomobile2 google_editors_picks gs_lcrp guccounter guce_referrer",
    "guce_referrer_sig hasha hashb hashc hc_ref hmci hmcu hmkw hmpl hmsr hootpostid hsctatracking hss_channel",
    "htm_campaign htm_content htm_medium htm_source iclid igsh igshid in_source int_cid intcid intcmp",
    "intlink_from_url intref irclickid irgwc is_from_webapp isappinstalled ito ks_medium leadsource li_fat_id",
    "li_medium li_source link_location lipi lmd_campaign lmd_content lmd_creation lmd_medium lmd_source maca mbid",
    "mc_cid mc_eid mibextid mindbox-click-id mindbox-message-key mkcid mkevt mkrid mkt_tok mkwid ml_subscriber",
    "ml_subscriber_hash modpagespeed mpshare mrkt msclkid n_cid ncid ndclid nocache nr_email_referer nsukey",
    "nx_source nxsparam ob_click_id oborigurl ocid oly_anon_id oly_enc_id omnisendattributionid omnisendcontactid",
    "pagespeed piano_d piano_t pnclid pnespid publer rb_clickid rcmd_alg rcmd_id rdt_cid recruiter ref_src ref_url",
    "reflink refresh_ce relatedposts_hit relatedposts_origin relatedposts_position replytocom rfsn rtkcid",
    "s_campaign s_cid s_eid s_kwcid sb_referer_host sc_campaign sc_channel sc_cid sc_content sc_country sc_geo",
    "sc_medium sc_outcome sccid scrolla sender_device sfmc_id sfnsn share_medium share_plat share_session_id",
    "share_source share_times share_token sharetoken sharetype showcomment smid smprod smtyp soc_src soc_trk",
    "spjobid spm spm_id_from spmailingid spot_im_comment_id spot_im_highlight_immediate spot_im_redirect_source",
    "spotim_referrer spref spreportid spuserid sr_share sref srnd srsltid ssrid syn-25a6b1a6 taid tbclid tblci",
    "tduid tpcc trackingid traffic_source trk_contact trk_msg trk_sid trkcampaign tsrc ttclid tw_camp tw_i tw_p",
    "twclid twitter_impression unlocked_article_code usqp vgo_ee wbraid wickedid wpmobileexternal wpmp_switcher",
    "wprov wprss wsrc wt_mc wt_zmc wtmc wtrid xg_source xing_share xmt xtcr xtloc xtnp xtor xtref yadclid yclid",
    "ymclid yrclid yrwinfo ysclid zanpid zarsrc",
)
TRACKING_PREFIXES = tuple(
    _names(
        "__cf_chl_ __cft__ __gr __tn__ __utm __xts__ aef_campaign aspsessionid at_bbc at_campaign at_content",
        "at_creation at_custom at_emailtype at_format at_general at_link at_medium at_ptr at_recipient at_send",
        "at_specific at_term at_type at_variant bsft_ elqtrack fb_xd_ ga_campaign ga_medium ga_source gca- gnt-",
        "hsa_ int_campaign int_medium int_source itm_ matomo_ mtm_ ns_campaign ns_fee ns_linkname ns_mchannel",
        "ns_source oft_ pf_rd_ piwik_ pk_campaign pk_cid pk_content pk_keyword pk_kwd pk_medium pk_source pk_vid",
        "roistat sara_ stm_ utm- utm_ vero_ wt. wt_cc wt_mc",
    )
)
TRACKING_NUMBERS = re.compile(r"sf\d{6,}")
"""Tags that are numbered by the message they stand in."""
SESSIONS = _names(
    "asp.net_sessionid bv_engineid bv_sessionid cfid cftoken jsessionid mosessid oscsid phpsessid phpsessionid",
    "sessid xtcsid zenid",
)

# Noise where the value looks the part: a session is long, a cache breaker is a moment; anything else may be an article.
_MOMENT, _SESSION = re.compile(r"\d{10,17}"), re.compile(r"(?=.*[A-Za-z])[\w-]{6,}|\d{8,}")
_ADDRESS = re.compile(r"https?(?:://|%3A%2F%2F).*", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z][a-z\d-]+\.)+[a-z]{2,}")
_TOKEN = re.compile(r"(?=.*[A-Za-z])(?=.*\d)[\w-]{20,}")
_DIGEST = re.compile(r"[0-9A-Fa-f]{32}|(?=.*[a-z])(?=.*\d)[0-9a-z]{26}")
SHAPED: dict[str, re.Pattern[str]] = {
    "_": _MOMENT,
    "_dc": _MOMENT,
    "_t": _MOMENT,
    "_ts": _MOMENT,
    "cb": re.compile(r"\d{10,17}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "cid": re.compile(r"social_\w+|(?:internal|sm)(?:_[a-z]+){2}\w*"),
    "cvid": _DIGEST,
    "gift": _TOKEN,
    "link_source": re.compile(r"ta_\w+"),
    "origin": _ADDRESS,
    "page": re.compile(r"with(?::|%3A)block-[0-9a-f]{8,}", re.IGNORECASE),
    "rand": _MOMENT,
    "random": _MOMENT,
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
    "_refresh": _names("1 true"),
    "act": _FORM,
    "action": _FORM,
    "allpages": _ON,
    "alt": _FORM,
    "amp": _EITHER | {"amp"},
    "amp_markup": _EITHER,
    "app": _names("true yes"),
    "clear_cache": _ON,
    "cmd": _FORM,
    "currentpage": _WHOLE,
    "desktop": _EITHER,
    "device": _names("amp desktop mobile"),
    "display": _FORM,
    "do": _FORM,
    "druck": _ON,
    "druckansicht": _ON,
    "drucken": _ON,
    "facet": _names("amp"),
    "for_print": _ON,
    "format": _FORM,
    "forprint": _ON,
    "fromapp": _ON,
    "full": _names("true yes"),
    "fullarticle": _ON,
    "fullpage": _ON,
    "fullsite": _ON,
    "func": _FORM,
    "homepage": _names("true"),
    "imprimer": _ON,
    "imprimir": _ON,
    "in_app": _ON,
    "inapp": _ON,
    "is_amp": _EITHER,
    "is_app": _EITHER,
    "is_mobile": _EITHER,
    "is_print": _ON,
    "isamp": _EITHER,
    "isapp": _EITHER,
    "ismobile": _EITHER,
    "isprint": _ON,
    "layout": _FORM | _names("default mobile"),
    "mobile": _EITHER,
    "mobileview": _ON,
    "mode": _FORM | _names("mobile nowapp"),
    "no_cache": _ON,
    "noamp": _EITHER | _names("available mobile"),
    "nomobile": _EITHER,
    "nonamp": _EITHER,
    "noredirect": _EITHER,
    "onepage": _ON,
    "op": _FORM,
    "output": _FORM,
    "outputtype": _names("amp amp-type default_amp valid_amp"),
    "page": _WHOLE | {"", "0"},
    "pagewanted": _names("all print"),
    "pfstyle": _names("wp"),
    "print": _ON | {"print"},
    "print-friendly": _ON,
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
    "redirect": _ON,
    "redirected": _ON,
    "refresh": _names("1 true"),
    "render": _FORM,
    "rss": _ON,
    "seite": _names("all"),
    "service": _FORM,
    "share": _names(
        "bluesky email facebook jetpack-whatsapp linkedin mastodon pinterest pocket print reddit skype telegram",
        "threads tumblr twitter vk whatsapp x",
    ),
    "showall": _ON,
    "showcomments": _ON,
    "single": _ON,
    "singlepage": _ON,
    "stampa": _ON,
    "style": _FORM,
    "task": _FORM,
    "template": _FORM,
    "tmpl": _FORM | {"component"},
    "toprint": _ON,
    "ui": _FORM | {"mobile"},
    "version": _FORM | {"mobile"},
    "view": _FORM | _names("asfitmachineamp comment comments htmlamp mobile") | _WHOLE,
    "view_all": _ON,
    "viewall": _ON,
    "viewmode": _FORM | {"mobile"},
    "viewtype": _FORM,
    "webview": _ON,
    "yazdir": _ON,
}

# These tell how a reader came when all words of their value do: `ref=rss_top`, but not `ref=3021`
# and not `ref=rss-is-back`.
CHANNEL_NAMES = _names(
    "campaign cid cmp fbc from ic icid lfrom medium origin partner r ref ref_ referer referrer source src srcref",
    "utm via",
)
CHANNELS = _names(
    "alert android app apple baidu bing bluesky clipboard copylink daum discord dzen email facebook fb feed feedly",
    "flipboard frontpage google googlenews home homepage hp ifttt instagram ios iosapp kakao kakaotalk linkedin",
    "mail mailing main mainpage mastodon messenger mobileapp msn naver newsfeed newsletter newsletters nl nostr ok",
    "push pushes qrcode reddit rss rssfeed share sharebutton shared shares sharing smartnews smi2 sns social",
    "socialmedia telegram tg threads toutiao tw twitter viber vk vkontakte wa wap webpush wechat weibo weixin",
    "whatsapp yahoo yandex yanews youtube zen",
)
# Words that stand beside a channel and do not say one alone.
CHANNEL_WORDS = CHANNELS | _names(
    "bar btn button channel com daily from header icon link nav net news of org page ru site top web",
)

# These do so as well beside a path that names one article by itself, when their value holds a word: `cid=app-iPhone`,
# but neither `from=2026-03-02` nor `cid=N12`. No `source`, `section`, `channel`: aggregators and e-papers mean them.
BESIDE_ARTICLES = _names(
    "aa_source autoplay campaign cid click_source clickfrom cloc cmp cta email fbc from from_source ic icid ipid",
    "lfrom linktype nav navsource oref origin origine placement promo quelle ref ref_ referer referrer refid",
    "refsource rel rf rss srcref teaser tracking trk utm via widget zdroj",
)
# Where a comment stands on the page of an article.
COMMENTS = _names("comment comment_id commentid comments showcomments")

# One software, and one way to name an article, at all the desks of Radio Free Europe and Voice of America.
_RFE_SITES = _names(
    "azattyk.org azattyq.org currenttime.tv golosameriki.com idelreal.org krymr.com ozodi.org radiofarda.com",
    "radiosvoboda.org rferl.org severreal.org sibreal.org svoboda.org voanews.com",
)

# What one site adds; it holds for every host under that name.
SITE_NOISE: dict[str, frozenset[str]] = {
    "abc.es": _names("ref vca vli vmc vso"),
    "abc.net.au": _names("sf"),
    "abcnews.go.com": _names("cid"),
    "al-monitor.com": _names("token"),
    "aljazeera.com": _names("sf"),
    "apple.news": _names("articlelist"),
    "arstechnica.com": _names("comments post"),
    "asahi.com": _names("iref"),
    "axios.com": _names("stream"),
    "barrons.com": _names("mod siteid st"),
    "bazonline.ch": _names("idp new_user"),
    "bbc.com": _names("pinned_post_asset_id pinned_post_locator pinned_post_type"),
    "bernerzeitung.ch": _names("idp new_user"),
    "bild.de": _names("t_ref"),
    "bilibili.com": _names("from_source vd_source"),
    "blogspot.com": _names("m"),
    "bloomberg.com": _names("accesstoken"),
    "bostonglobe.com": _names("event p1"),
    "businessinsider.com": _names("ir op r"),
    "businessinsider.de": _names("ir r"),
    "cbc.ca": _names("cmp"),
    "cbsnews.com": _names("linkid"),
    "channelnewsasia.com": _names("cid"),
    "cnbc.com": _names("__source par"),
    "cnn.com": _names("cid eref hpt iid iref sr xid"),
    "dailymail.co.uk": _names("ci si xi"),
    "derbund.ch": _names("idp new_user"),
    "derstandard.at": _names("ref"),
    "derstandard.de": _names("ref"),
    "dw.com": _names("cmp"),
    "economist.com": _names("etear giftid ppcadid ppccampaignid"),
    "elmundo.es": _names("cid s_kw"),
    "elpais.com": _names("event_log id_externo_promo prm prod ssm"),
    "facebook.com": _names("_rdc _rdr eav paipv rdid refid"),
    "faz.net": _names("campid share"),
    "forbes.com": _names("ctpv sh ss"),
    "ft.com": _names("desktop segmentid token"),
    "haaretz.com": _names("lts"),
    "handelsblatt.com": _names("ticket"),
    "hani.co.kr": _names("_ns"),
    "hs.fi": _names("share"),
    "huffpost.com": _names("d_id"),
    "index.hu": _names("token"),
    "indiatimes.com": _names("frmapp from mpost pcode"),
    "indiatoday.in": _names("onetap"),
    "iz.ru": _names("main_click"),
    "joongang.co.kr": _names("cloc"),
    "kommersant.ru": _names("from"),
    "kp.ru": _names("from"),
    "lastampa.it": _names("ref"),
    "latimes.com": _names("track"),
    "lefigaro.fr": _names("figrc origine"),
    "leparisien.fr": _names("ts"),
    "liberation.fr": _names("redirected"),
    "linkedin.com": _names("licu lipi midsig midtoken originalsubdomain otptoken rcm trk trkemail"),
    "mail.ru": _names("frommail"),
    "mainichi.jp": _names("inb"),
    "marketwatch.com": _names("mod siteid st"),
    "medium.com": _names("gi sk source"),
    "metro.co.uk": _names("ecid ico"),
    "mp.weixin.qq.com": _names(
        "abtest_cookie ascene chksm clicktime devicetype enterid exportkey from isappinstalled lang nettype",
        "pass_ticket scene sessionid sharer_shareid sharer_shareinfo sharer_sharetime srcid subscene uin version",
        "wx_header",
    ),
    "msn.com": _names("ei"),
    "n.news.naver.com": _names("sid"),
    "nbcnews.com": _names("cid"),
    "ndtv.com": _names("browserpush pfrom"),
    "news.com.au": _names("nk"),
    "news.sky.com": _names("dcmp"),
    "newyorker.com": _names("esrc source"),
    "npr.org": _names("f ft live sc"),
    "nrc.nl": _names("t"),
    "nytimes.com": _names(
        "_r action algo auth block campaign_id contentcollection ei emc en ex fallback fellback hp imp_id",
        "impression_id index instance_id login module nl partner pgtype pool pvid recid ref referer",
        "referringsource regi_id region register req_id rref rsrc searchresultposition segment_id surface te",
        "unlocked_article_code user_id variant",
    ),
    "nzz.ch": _names("ga kid mktcid mktcval reduced trco"),
    "onet.pl": _names("srcc"),
    "ouest-france.fr": _names("vid"),
    "politico.com": _names("nid nlid nname nrid"),
    "politico.eu": _names("nid nlid nname nrid"),
    "premiumtimesng.com": _names("tztc"),
    "rbc.ru": _names("from frommail"),
    "reddit.com": _names("context"),
    "repubblica.it": _names("ref"),
    "reuters.com": _names("arena_mid edition-redirect il rpc sp virtualbrandchannel"),
    "ria.ru": _names("chat_message_id chat_room_id in"),
    "scmp.com": _names("campaign module pgtype share"),
    "slate.com": _names("wpsrc"),
    "smh.com.au": _names("btis collection js-chunk-not-found-refresh"),
    "standaard.be": _names("journeybuilder"),
    "straitstimes.com": _names("close"),
    "stuff.co.nz": _names("rm"),
    "substack.com": _names("isfreemail open publication_id r s showwelcomeonshare token triedredirect"),
    "sueddeutsche.de": _names("reduced"),
    "swissinfo.ch": _names("linktype"),
    "t.me": _names("embed"),
    "tagesanzeiger.ch": _names("idp new_user"),
    "telegraph.co.uk": _names("icid"),
    "theage.com.au": _names("btis collection js-chunk-not-found-refresh"),
    "theatlantic.com": _names("gift"),
    "theaustralian.com.au": _names("nk"),
    "thedailybeast.com": _names("ref source via"),
    "theguardian.com": _names("cmp"),
    "thehill.com": _names("email emaila emailb"),
    "thehindu.com": _names("homepage"),
    "thetimes.com": _names("region"),
    "tiktok.com": _names(
        "_d _r _t checksum language refer sec_uid sec_user_id share_app_id share_author_id share_item_id",
        "share_link_id social_sharing source timestamp tt_from u_code ug_btm user_id web_id",
    ),
    "time.com": _names("xid"),
    "uol.com.br": _names("origin"),
    "v.daum.net": _names("f"),
    "vanityfair.com": _names("esrc source"),
    "vedomosti.ru": _names("from"),
    "washingtonpost.com": _names("carta-url hpid itid nid pwapi_token s_l tid wpisrc wpmm wpsrc"),
    "welt.de": _names("cid"),
    "wired.com": _names("esrc source"),
    "wp.pl": _names("nil src01 src02"),
    "wsj.com": _names("mod siteid st"),
    "x.com": _names("s t"),
    "yna.co.kr": _names("input section site"),
    "yomiuri.co.jp": _names("from"),
    "youtube.com": _names("ab_channel feature pp si t"),
    "zeit.de": _names("freebie"),
    **dict.fromkeys(_RFE_SITES, _names("ltflags nocast withmediaplayer")),
}

# What software leaves in a path and its query: tracking put behind the wrong sign, a blog's page for phones, a
# forum's session beside a number, a print type beside one, the number of a letter beside its name, a share button's
# second parameter.
_CAMPAIGN = r"(?=(?:utm_\w+|fbclid|gclid|yclid|ysclid)=)"
MENDS = (
    (re.compile(rf"\A([^?]*?)&{_CAMPAIGN}([^?]*)\?", re.IGNORECASE), r"\1?\2&"),
    (re.compile(rf"(\?.*?)\?{_CAMPAIGN}", re.IGNORECASE), r"\1&"),
    (re.compile(r"\A(/\d{4}/\d\d/[^/?]+\.html\?(?:[^&]*&)*?)m=[01](?=&|\Z)"), r"\1"),
    (re.compile(r"(\?(?:[^&]*&)*?)s=[0-9a-f]{32}&(?=(?:[^&]*&)*(?:f|id|p|show\w+|t|threadid)=\d)"), r"\1"),
    (re.compile(r"(\?(?:[^&]*&)*id=\d+(?:&[^&]*)*?)&type=98(?=&|\Z)"), r"\1"),
    (re.compile(r"\A(/p/[\w-]+\?(?:[^&]*&)*?)publication_id=\d+&post_id=\d+(?=&|\Z)"), r"\1"),
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

# Services that give each writer a host, and that the list of public suffixes leaves out.
BLOG_HOSTS = _names(
    "beehiiv.com blogfa.com ghost.io livejournal.com over-blog.com substack.com tistory.com tumblr.com typepad.com",
    "wordpress.com",
)

# Folders whose entries are no articles: what stands there may be a page on AMP or on printing.
LISTS = _names(
    "browse c cat categories category channel channels collection collections glossary guide guides help label labels",
    "page pages product products section sections series shop store subject subjects tag tags theme themes thema",
    "topic topics wiki",
)

# Beside these a number or a day names an issue or a list, whose parts a parameter may tell apart.
PARTED = LISTS | _names(
    "archive archives edition editions epaper galleries gallery issue issues list lists live newsletters search"
)

# What names an article at one site: a rule for its paths, and the path that they have in common. Slugs change with
# the headline and may be left out where a number decides; views have places of their own.
_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(rule), plain) for rule, plain in pairs)


_IRANIAN = _rules((r"((?:/[a-z]{2})?/news/\d+)/.+", r"\1"))
_RFE = _rules((r"/(?:a|amp)/(?:.+/)?(\d+\.html)", r"/a/\1"))
_TIMES_OF_INDIA = _rules(
    (r"(.*)/amp_(articleshow|liveblog)/(\d+\.cms)", r"\1/\2/\3"),
    (r"(.*)/printarticle/(\d+\.cms)", r"\1/articleshow/\2"),
)
_UNIAN = _rules((r"(.*/)amp-(.+-\d+\.html)", r"\1\2"))
ARTICLES: dict[str, _Rules] = {
    "abc.es": _rules((r"(.+)_amp(\.html)", r"\1\2")),
    "bild.de": _rules((r"(.+),view=[a-z]+(\.bild\.html)", r"\1\2")),
    "cnn.com": _rules((r"/cnn/(\d{4}/.+)", r"/\1")),
    "corriere.it": _rules((r"(.*)_amp\.s?html", r"\1.shtml")),
    "dailymail.co.uk": _rules((r"(.*/article-\d+)/amp(/.+)", r"\1\2")),
    "dawn.com": _rules((r"/news/(?:amp/)?(\d+)(?:/.*)?", r"/news/\1")),
    "derstandard.at": _rules((r"(/story/\d+)/.+", r"\1")),
    "dw.com": _rules((r"(/[a-z-]+)/.+/(a-\d+)", r"\1/\2")),
    "farsnews.ir": _IRANIAN,
    "golem.de": _rules((r"(/news/.+-\d{4}-\d+)-rss(\.html)", r"\1\2")),
    "heise.de": _rules((r"(?:/.+)?/[^/]*-(\d{7,8})\.html", r"/-\1")),
    "indianexpress.com": _rules((r"(/article/.+-\d+)/lite", r"\1")),
    "indiatimes.com": _TIMES_OF_INDIA,
    "irna.ir": _IRANIAN,
    "isna.ir": _IRANIAN,
    "khabaronline.ir": _IRANIAN,
    "kommersant.ru": _rules((r"/amp/(\d+)", r"/doc/\1")),
    "livemint.com": _rules((r"(.+/)(?:amp|[^/]+)-(\d{13,17}\.html)", r"\1\2")),
    "mashreghnews.ir": _IRANIAN,
    "mehrnews.com": _IRANIAN,
    "n.news.naver.com": _rules((r"/mnews(/article/\d{3}/\d{10})", r"\1")),
    "ndtv.com": _rules((r"(.*-\d+)/amp/1", r"\1")),
    "presstv.ir": _rules((r"(/Detail/\d{4}/\d\d/\d\d/\d+)/.+", r"\1")),
    "rbc.ru": _rules((r"/rbcnews(/.+/\d\d/\d\d/\d{4}/.+)", r"\1")),
    "reddit.com": _rules((r"(/r/\w+/comments/\w+)/[^/]+", r"\1")),
    "scroll.in": _rules((r"(/article/\d+)/.+", r"\1")),
    "slate.com": _rules((r"(/.+/\d{4}/\d\d/.+)\.(?:amp|html)", r"\1.html")),
    "spiegel.de": _rules((r"(.*-a-[\w-]+)-amp", r"\1")),
    "sueddeutsche.de": _rules((r"(.*-1\.\d+|.*-li\.\d+)!amp", r"\1")),
    "t.me": _rules((r"/s(/\w+/\d+)", r"\1")),
    "tabnak.ir": _IRANIAN,
    "tasnimnews.com": _rules((r"(/[a-z]{2}/news/\d{4}/\d\d/\d\d/\d+)/.+", r"\1")),
    "taz.de": _rules((r"(?:/[^/]+)?/(!\d{5,})", r"/\1")),
    "tehrantimes.com": _IRANIAN,
    "tribune.com.pk": _rules((r"(/story/\d+)/.+", r"\1")),
    "unian.net": _UNIAN,
    "unian.ua": _UNIAN,
    "vedomosti.ru": _rules((r"/amp/[0-9a-z]+(/.+/\d{4}/\d\d/\d\d/\d+-.+)", r"\1")),
    "washingtonpost.com": _rules((r"(.*_story)_amp(\.html)", r"\1\2")),
    "x.com": _rules((r"/(?:\w+|i/web)/status(?:es)?/(\d+)(?:/(?:photo|video)/\d)?", r"/i/status/\1")),
    "yjc.ir": _IRANIAN,
    "zeit.de": _rules((r"(.*)/komplettansicht", r"\1")),
    **dict.fromkeys(_RFE_SITES, _RFE),
}

"""What in an address says how a reader came, not what he reads: the tables behind `urls.url_key`.

A parameter that stands neither here nor among the `habits` of its site is never dropped. Names are compared in lower
case.
"""

import re


def words(*lines: str) -> frozenset[str]:
    """The words of a table's lines."""
    return frozenset(" ".join(lines).split())


# Campaign and click tags that mean nothing else on any site we have met.
TRACKING = words(
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
    words(
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
SESSIONS = words(
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
_WHOLE = words("all full")
VIEWS: dict[str, frozenset[str]] = {
    "_amp": _EITHER,
    "_refresh": words("1 true"),
    "act": _FORM,
    "action": _FORM,
    "allpages": _ON,
    "alt": _FORM,
    "amp": _EITHER | {"amp"},
    "amp_markup": _EITHER,
    "app": words("true yes"),
    "clear_cache": _ON,
    "cmd": _FORM,
    "currentpage": _WHOLE,
    "desktop": _EITHER,
    "device": words("amp desktop mobile"),
    "display": _FORM,
    "do": _FORM,
    "druck": _ON,
    "druckansicht": _ON,
    "drucken": _ON,
    "facet": words("amp"),
    "for_print": _ON,
    "format": _FORM,
    "forprint": _ON,
    "fromapp": _ON,
    "full": words("true yes"),
    "fullarticle": _ON,
    "fullpage": _ON,
    "fullsite": _ON,
    "func": _FORM,
    "homepage": words("true"),
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
    "layout": _FORM | words("default mobile"),
    "mobile": _EITHER,
    "mobileview": _ON,
    "mode": _FORM | words("mobile nowapp"),
    "no_cache": _ON,
    "noamp": _EITHER | words("available mobile"),
    "nomobile": _EITHER,
    "nonamp": _EITHER,
    "noredirect": _EITHER,
    "onepage": _ON,
    "op": _FORM,
    "output": _FORM,
    "outputtype": words("amp amp-type default_amp valid_amp"),
    "page": _WHOLE | {"", "0"},
    "pagewanted": words("all print"),
    "pfstyle": words("wp"),
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
    "refresh": words("1 true"),
    "render": _FORM,
    "rss": _ON,
    "seite": words("all"),
    "service": _FORM,
    "share": words(
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
    "view": _FORM | words("asfitmachineamp comment comments htmlamp mobile") | _WHOLE,
    "view_all": _ON,
    "viewall": _ON,
    "viewmode": _FORM | {"mobile"},
    "viewtype": _FORM,
    "webview": _ON,
    "yazdir": _ON,
}

# These tell how a reader came when all words of their value do: `ref=rss_top`, but not `ref=3021`
# and not `ref=rss-is-back`.
CHANNEL_NAMES = words(
    "campaign cid cmp fbc from ic icid lfrom medium origin partner r ref ref_ referer referrer source src srcref",
    "utm via",
)
CHANNELS = words(
    "alert android app apple baidu bing bluesky clipboard copylink daum discord dzen email facebook fb feed feedly",
    "flipboard frontpage google googlenews home homepage hp ifttt instagram ios iosapp kakao kakaotalk linkedin",
    "mail mailing main mainpage mastodon messenger mobileapp msn naver newsfeed newsletter newsletters nl nostr ok",
    "push pushes qrcode reddit rss rssfeed share sharebutton shared shares sharing smartnews smi2 sns social",
    "socialmedia telegram tg threads toutiao tw twitter viber vk vkontakte wa wap webpush wechat weibo weixin",
    "whatsapp yahoo yandex yanews youtube zen",
)
# Words that stand beside a channel and do not say one alone.
CHANNEL_WORDS = CHANNELS | words(
    "bar btn button channel com daily from header icon link nav net news of org page ru site top web",
)

# These do so as well beside a path that names one article by itself, when their value holds a word: `cid=app-iPhone`,
# but neither `from=2026-03-02` nor `cid=N12`. No `source`, `section`, `channel`: aggregators and e-papers mean them.
BESIDE_ARTICLES = words(
    "aa_source autoplay campaign cid click_source clickfrom cloc cmp cta email fbc from from_source ic icid ipid",
    "lfrom linktype nav navsource oref origin origine placement promo quelle ref ref_ referer referrer refid",
    "refsource rel rf rss srcref teaser tracking trk utm via widget zdroj",
)
# Where a comment stands on the page of an article.
COMMENTS = words("comment comment_id commentid comments showcomments")

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

# Labels of a host for phones or AMP before the name of a site.
DEVICES = words("amp m mobil mobile pda touch wap")

# Folders whose entries are no articles: what stands there may be a page on AMP or on printing.
LISTS = words(
    "browse c cat categories category channel channels collection collections glossary guide guides help label labels",
    "page pages product products section sections series shop store subject subjects tag tags theme themes thema",
    "topic topics wiki",
)

# Beside these a number or a day names an issue or a list, whose parts a parameter may tell apart.
PARTED = LISTS | words(
    "archive archives edition editions epaper galleries gallery issue issues list lists live newsletters search"
)

"""What in an address says how a reader came, not what he reads: the tables behind `urls.url_key`.

A parameter that stands in none of them is never dropped. Names are compared in lower case.
"""


def _names(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Campaign and click tags that mean nothing else on any site we have met.
TRACKING = _names(
    ".tsrc __cft__ __hsfp __hssc __hstc __s __tn__ __twitter_impression __vfz _branch_match_id",
    "_branch_referrer _ga _gl _hsenc _hsmi _ke _openstat adobe_mc amp_ct amp_gsa amp_js_v amp_kit aoh",
    "bxid chash ck_subscriber_id cmpid cndid cvid dclid dicbo embedded-checkout epik fb_action_ids",
    "fb_action_types fb_comment_id fb_ref fb_source fbclid feedname feedtype frsc fsrc ftag ftcamp gaa_at",
    "gaa_n gaa_sig gaa_ts gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig hsctatracking",
    "igsh igshid intcmp intlink_from_url intref ito leadsource li_fat_id link_location maca mbid mc_cid",
    "mc_eid mkt_tok ml_subscriber ml_subscriber_hash msclkid ncid nr_email_referer ob_click_id oborigurl",
    "ocid oly_anon_id oly_enc_id rb_clickid rcmd_alg rcmd_id relatedposts_hit relatedposts_origin",
    "relatedposts_position replytocom s_cid sc_campaign sc_channel sc_cid sc_content sc_country sc_geo",
    "sc_medium sc_outcome sharetoken sharetype smid smprod smtyp soc_src soc_trk sr_share sref srnd",
    "srsltid syn-25a6b1a6 taid tblci tpcc traffic_source tsrc ttclid twclid usqp vgo_ee wbraid wickedid",
    "wt.mc_ev wt.mc_id wt.nav wt.tsrc wt_mc wt_zmc wtmc wtrid xing_share xtor yclid ymclid ysclid",
)
TRACKING_PREFIXES = tuple(
    _names(
        "at_bbc at_campaign at_custom at_format at_link at_medium at_ptr at_type bsft_ elqtrack fb_xd_",
        "hsa_ int_campaign int_medium int_source matomo_ mtm_ ns_campaign ns_fee ns_linkname ns_mchannel",
        "ns_source oft_ piwik_ pk_campaign pk_content pk_keyword pk_kwd pk_medium pk_source sara_ utm_",
        "vero_",
    )
)
SESSIONS = _names("aspsessionid cfid cftoken jsessionid oscsid phpsessid session_id sessionid zenid")

# Another view of the same article, with these values only: `print=1` is one, `print=3021` may be an article.
_ON = frozenset({"", "1", "on", "true", "y", "yes"})
_EITHER = _ON | {"0", "false", "no", "off"}
_FORM = frozenset({"amp", "print"})
VIEWS: dict[str, frozenset[str]] = {
    "amp": _ON | {"amp"},
    "format": _FORM,
    "fullpage": _ON,
    "layout": _FORM,
    "mobile": _EITHER,
    "mode": _FORM,
    "nomobile": _EITHER,
    "noredirect": _EITHER,
    "output": _FORM,
    "outputtype": _names("amp amp-type valid_amp"),
    "page": _names("all full"),
    "pagewanted": _names("all print"),
    "print": _ON | {"print"},
    "printable": _ON,
    "printview": _ON,
    "rss": _ON,
    "service": _names("amp"),
    "share": _names("email facebook linkedin pinterest reddit telegram tumblr twitter x"),
    "no_cache": _ON,
    "seite": _names("all"),
    "single": _ON,
    "singlepage": _ON,
    "tmpl": _FORM | {"component"},
    "version": _FORM,
    "view": _FORM | {"mobile"},
}

# These tell how a reader came when all words of their value do: `ref=rss_top`, but not `ref=3021`
# and not `ref=rss-is-back`.
CHANNEL_NAMES = _names(
    "cmp from lfrom medium origin partner r ref ref_ ref_src referer referrer source src srcref via",
)
CHANNELS = _names(
    "alert android app apple bing bluesky copylink dzen email facebook fb feed feedly flipboard google",
    "googlenews home homepage hp instagram ios iosapp linkedin mail mailing main mastodon messenger msn",
    "newsfeed newsletter newsletters ok push pushes reddit rss rssfeed share shared sharing smartnews",
    "social telegram tg threads tw twitter viber vk vkontakte wa whatsapp yahoo yandex yanews youtube zen",
)
# Words that stand beside a channel and do not say one alone.
CHANNEL_WORDS = CHANNELS | _names(
    "bar btn button com daily from header icon link nav net news of org page ru site top web",
)

# What one site adds; it holds for every host under that name.
SITE_NOISE: dict[str, frozenset[str]] = {
    "abc.net.au": _names("sf"),
    "aljazeera.com": _names("sf"),
    "barrons.com": _names("mod reflink st"),
    "bbc.com": _names("pinned_post_asset_id pinned_post_locator pinned_post_type"),
    "bild.de": _names("t_ref"),
    "blogspot.com": _names("m"),
    "bloomberg.com": _names("accesstoken"),
    "cbc.ca": _names("cmp"),
    "cnn.com": _names("cid eref hpt iid iref sr"),
    "derstandard.at": _names("ref"),
    "derstandard.de": _names("ref"),
    "dw.com": _names("cmp"),
    "forbes.com": _names("ctpv sh ss"),
    "ft.com": _names("desktop segmentid"),
    "iz.ru": _names("main_click"),
    "kommersant.ru": _names("erid from"),
    "kp.ru": _names("from"),
    "latimes.com": _names("track"),
    "marketwatch.com": _names("mod reflink st"),
    "medium.com": _names("gi sk source"),
    "npr.org": _names("f ft live sc"),
    "nytimes.com": _names(
        "_r action auth campaign_id contentcollection ei emc en ex hp instance_id login module nl",
        "partner pgtype ref referer referringsource region register regi_id rref searchresultposition",
        "segment_id te unlocked_article_code user_id",
    ),
    "rbc.ru": _names("from frommail"),
    "reuters.com": _names("edition-redirect il rpc sp virtualbrandchannel"),
    "rferl.org": _names("ltflags nocast withmediaplayer"),
    "slate.com": _names("wpsrc"),
    "substack.com": _names("isfreemail publication_id r s showwelcomeonshare triedredirect"),
    "sueddeutsche.de": _names("reduced"),
    "svoboda.org": _names("ltflags nocast withmediaplayer"),
    "theatlantic.com": _names("gift"),
    "theguardian.com": _names("cmp"),
    "thetimes.com": _names("region"),
    "vedomosti.ru": _names("from"),
    "washingtonpost.com": _names("hpid itid nid pwapi_token tid wpisrc wpmm wpsrc"),
    "wsj.com": _names("mod reflink st"),
    "youtube.com": _names("ab_channel feature pp si"),
}

# Hosts that show the same articles under the same paths as another one.
SAME_HOST = {"bbc.co.uk": "bbc.com", "edition.cnn.com": "cnn.com", "us.cnn.com": "cnn.com"}

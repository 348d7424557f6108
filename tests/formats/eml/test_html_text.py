"""HTML mail as text: what a reader sees, and what is quoted is marked."""

import pytest

from coulisse.formats.eml import new_text, text_of

OUTLOOK = """<html><head><style>p {margin:0}</style><title>x</title></head>
<body lang=FR><div class=WordSection1>
<p class=MsoNormal>D'accord.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<div style='border:none;border-top:solid #E1E1E1 1.0pt'>
<p class=MsoNormal><b>De&nbsp;:</b> RTBF &lt;m@example.be&gt;<br>
<b>Envoyé&nbsp;:</b> mardi 3 mars 2026 10:12<br>
<b>À&nbsp;:</b> Chloé<br><b>Objet&nbsp;:</b> RE: JT</p></div>
<p class=MsoNormal>Bonjour</p></div></body></html>"""
OUTLOOK_WEB = """<div>D'accord.</div><div id="appendonsend"></div>
<hr style="display:inline-block;width:98%">
<div id="divRplyFwdMsg"><font><b>Van:</b> VRT &lt;i@example.be&gt;<br>
<b>Verzonden:</b> dinsdag 3 maart 2026 10:12<br>
<b>Aan:</b> Jan<br><b>Onderwerp:</b> RE: X</font></div><div>Hallo</div>"""
GMAIL = """<div dir="ltr">D'accord.</div><br><div class="gmail_quote">
<div dir="ltr" class="gmail_attr">Le mar. 3 mars 2026
à 10:12, RTBF &lt;<a href="mailto:m@example.be">m@example.be</a>&gt; a écrit :<br></div>
<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid">
<p>Bonjour</p></blockquote></div>"""
THUNDERBIRD = """D'accord.<br><div class="moz-cite-prefix">Op 3/03/2026 om 10:12 schreef VRT:<br></div>
<blockquote type="cite" cite="mid:x"><p>Hallo</p></blockquote>"""
YAHOO = """<div>D'accord.</div><div class="yahoo_quoted"><div>Le mardi 3 mars 2026 à 10:12, RTBF
&lt;m@example.be&gt; a écrit :</div><div>Bonjour</div></div>"""


@pytest.mark.parametrize("html", [OUTLOOK, OUTLOOK_WEB, GMAIL, THUNDERBIRD, YAHOO])
def test_history_is_cut_in_the_html_of_each_program(html: str) -> None:
    assert new_text(text_of(html)) == "D'accord."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un</p><p>Deux<br>trois</p>", "Un\n\nDeux\ntrois"),
        ("Un <b> deux</b>\n  trois", "Un deux trois"),
        ("<ol start=3><li>a<li>b<ul><li>c</ul></ol>d", "3. a\n4. b\n  - c\n\nd"),
        ("<table><tr><td>a<td>b</tr><tr><td>c</table>", "a\tb\nc"),
        ("<script>x<p></script>vu<style>p</style><!-- non --><title>t</title>", "vu"),
        ("<div style='display: none'>caché <p>aussi</p></div>vu<span hidden>non</span>", "vu"),
        ("<div style='display:none'>tout est caché", "tout est caché"),
        ("<a href='https://x.be'>https://x.be</a> <a href='mailto:a@b.be'>a@b.be</a>", "https://x.be a@b.be"),
        ("<a href='javascript:x'>clic</a> <img alt='Logo' src=x><img alt=''>", "clic [Logo]"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a &lt; b &amp; c &eacute; &#233; &rien;", "a < b & c é é &rien;"),
        ("2 < 3 et <3", "2 < 3 et <3"),
        ("<blockquote style='margin:0 0 0 40px;border:none'>en retrait</blockquote>", "en retrait"),
        ("a<blockquote>b<blockquote>c</blockquote>d</blockquote>e", "a\n\n> b\n>\n> > c\n>\n> d\n\ne"),
        ("<a title='a > b' href=http://x.be/y>là</a>", "là <http://x.be/y>"),
        ("", ""),
    ],
)
def test_text(html: str, text: str) -> None:
    assert text_of(html) == text

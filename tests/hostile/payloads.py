"""Text that wants to be obeyed."""

LONG = "w" * 150
PAYLOADS = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)> ' onmouseover='alert(1)",
    "<!-- c --> <![CDATA[ x ]]> <?php x ?>",
    "</title></style></textarea></template><plaintext>",
    "&lt;b&gt; &#64; &amp; R&D &NewLine;x",
    "{{ 7*7 }} {% raw %} {# c #} ${x} <%= x %>",
    "{{ cycler.__init__.__globals__ }}",
    "[x](javascript:alert(1)) [y]: z",
    "![x](https://x.example/y.png)",
    "<https://x.example> https://x.example www.x.example a@x.example @someone #12",
    "a|b \\| c \\",
    "`code` ``` ~~~",
    "one\n\n# two\r\n| three |\n- four",
    '```\n```mermaid\nclick w1 href "javascript:alert(1)"\n```',
    "javascript:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    '"] --> x["y"];click w1 call alert()',
    "%%{init: {'securityLevel': 'loose'}}%%",
    "---\nstatus: accepted\n---",
    "# heading",
    "- item",
    "12. item",
    "> quote [!NOTE]",
    "===",
    "*a* _b_ **c** ~~d~~ ==e==",
    "$a$ $$b$$ :smile:",
    "[bold red]x[/bold red] [/]",
    "abc\u202edef\u2066g\u2069 \u200b\u200d\ufeff\u00ad",
    "\x1b[31mred\x1b[0m\x1b]8;;https://x.example\x07 \x9b31m",
    "nul\x00 bell\x07 back\x08\x7f end",
    "line\u2028para\u2029 tab\tnext\x85 end",
    LONG,
    "e\u0301\u0302\u0303 Fundação 日本 😀 \U0001f469\u200d\U0001f4bb",
    "None",
    "-1.5e300",
)
"""Text that means something to a browser, a template, Markdown, Mermaid, YAML or a terminal."""
ONE_OF_EACH_KIND = tuple(PAYLOADS[number] for number in (2, 5, 8, 13, 14, 25, 29, 31))
"""Enough to see that a text went through its backend, which is held to all of them."""

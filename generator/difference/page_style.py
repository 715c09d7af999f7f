"""The style of the page for a reviewer: wide and narrow, light and dark, screen and paper."""

STYLE = """
:root { color-scheme: light dark; --ground: #fff; --words: #1b1b1b; --faint: #555; --line: #b8b8b8; --gone: #fbe3e1;
  --gone-words: #7a1208; --new: #dff3e3; --new-words: #0b4a1c; --alert: #7a1208; --link: #0b4a8f; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16181b; --words: #ececec; --faint: #b3b3b3; --line: #565a60; --gone: #4a1f1b;
    --gone-words: #ffd9d4; --new: #173a22; --new-words: #cdf5d6; --alert: #ffb4a8; --link: #9cc8ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; background: var(--ground); color: var(--words);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; padding-top: .5rem; border-top: 3px solid var(--words); }
h3, h4 { font-size: 1rem; margin: 0; }
.thing > h3 { font-size: 1.0625rem; margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--words); }
.thing > article { margin-left: 1rem; }
.label { font-size: .8125rem; color: var(--faint); font-weight: 600; }
p { margin: .25rem 0; }
a { color: var(--link); }
.headline { font-size: 1.125rem; font-weight: 600; }
.alert { color: var(--alert); font-weight: 600; border-left: 4px solid currentColor; padding-left: .75rem; }
.alert a { color: inherit; }
pre { border: 1px solid var(--line); padding: .75rem; white-space: pre-wrap; }
nav ul { padding-left: 1.25rem; }
article { border-top: 1px solid var(--line); padding: .75rem 0; }
.number { display: inline-block; min-width: 2rem; padding: 0 .375rem; border: 1px solid; border-radius: .25rem;
  text-align: center; font-variant-numeric: tabular-nums; }
.tag { display: inline-block; padding: 0 .375rem; border: 1px solid var(--alert); border-radius: .25rem;
  color: var(--alert); font-size: .8125rem; font-weight: 600; }
.name, .place, .nothing, .example { color: var(--faint); font-size: .875rem; font-weight: 400; }
.sides { display: grid; gap: .5rem 1.5rem; margin-top: .25rem; }
.side ul { margin: 0; padding-left: 1.25rem; font-size: .875rem; }
del { background: var(--gone); color: var(--gone-words); text-decoration: line-through; }
ins { background: var(--new); color: var(--new-words); text-decoration: underline; font-weight: 600; }
.whole { display: block; padding-left: .5rem; border-left: 4px solid; text-decoration: none; font-weight: 400; }
del::before, del::after, ins::before, ins::after { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
del::before { content: " [gone: "; } ins::before { content: " [new: "; } del::after, ins::after { content: "] "; }
article:target { outline: 3px solid var(--link); outline-offset: .25rem; }
@media (min-width: 48rem) { .sides { grid-template-columns: 1fr 1fr; } }
@media print {
  :root { --ground: #fff; --words: #000; --faint: #333; --line: #888; --gone: #fff; --gone-words: #000; --new: #fff;
    --new-words: #000; --alert: #000; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .sides { grid-template-columns: 1fr 1fr; }
  article { break-inside: avoid; } h2, h3, h4, .name { break-after: avoid; } nav { display: none; }
}
"""

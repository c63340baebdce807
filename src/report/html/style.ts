/** The style of the page. Each colour stands once, for light and dark: `light-dark()` chooses by `color-scheme`. */
export const style = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #14161a);
  --card: light-dark(#ffffff, #1d2026);
  --well: light-dark(#f1f3f6, #16181d);
  --line: light-dark(#d9dde3, #343943);
  --text: light-dark(#1b1f24, #e6e9ee);
  --quiet: light-dark(#57606c, #a3adba);
  --link: light-dark(#0b57b8, #86b7ff);
  --error: light-dark(#b3261e, #ff9a91);
  --error-well: light-dark(#fdecea, #3a1d1b);
  --warning: light-dark(#805200, #f2c14e);
  --warning-fill: light-dark(#c98100, #f2c14e);
  --warning-well: light-dark(#fff4d9, #352a10);
  --good: light-dark(#1a6b35, #7fd49a);
  --good-well: light-dark(#e9f6ee, #17301f);
  --mark: light-dark(#ffe08a, #6b4e00);
}
:root[data-theme='light'] { color-scheme: light; }
:root[data-theme='dark'] { color-scheme: dark; }

* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; }
body {
  margin: 0;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
code { font-size: 0.9em; overflow-wrap: anywhere; }
a { color: var(--link); }
h1, h2, h3, p { margin: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.15rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }

.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.5rem 1rem; background: var(--card); z-index: 1; }
.hint { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

header, main, footer { max-width: 82rem; margin: 0 auto; padding: 1.25rem 1.5rem; }
header { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: start; justify-content: space-between; padding-top: 2rem; }
header > div:first-child { flex: 1 1 20rem; }
header p { color: var(--quiet); margin-top: 0.35rem; max-width: 60rem; }
footer { color: var(--quiet); font-size: 0.875rem; padding-bottom: 3rem; }
main { display: grid; gap: 1.25rem; padding-top: 0; }

.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; min-width: 0; }
.card > h2 { margin-bottom: 0.75rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1rem; margin: 0; }
.figures > div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.figures dt { color: var(--quiet); font-size: 0.9rem; }
.figures dd { margin: 0; font-size: 2.1rem; line-height: 1.15; font-weight: 650; font-variant-numeric: tabular-nums; }
.figures .error dd { color: var(--error); }
.figures .warning dd { color: var(--warning); }
.figures .good dd { color: var(--good); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1.25rem; align-items: start; }
.stack { display: grid; gap: 1.25rem; }

.chart { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.15rem; }
.chart button {
  display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 0.75rem; width: 100%; padding: 0.35rem 0.5rem;
  border: 0; border-radius: 6px; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer;
}
.chart button:hover { background: var(--well); }
.chart .label { overflow-wrap: anywhere; font-size: 0.9rem; }
.chart .number { font-size: 0.9rem; font-variant-numeric: tabular-nums; }
.chart svg { grid-column: 1 / -1; width: 100%; height: 8px; border-radius: 4px; background: var(--well); }
svg .error { fill: var(--error); }
svg .warning { fill: var(--warning-fill); }

.meanings { margin: 0; display: grid; gap: 0.9rem; }
.meanings dt { font-weight: 600; }
.meanings dd { margin: 0; }
.meanings dd + dd { color: var(--quiet); }
.keys { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0.5rem; }
.keys li { background: var(--well); border: 1px solid var(--line); border-radius: 6px; padding: 0.2rem 0.6rem; }
.keys + p, .chart + p { margin-top: 0.5rem; color: var(--quiet); }
.skipped { margin: 0; padding-inline-start: 1.25rem; max-height: 20rem; overflow: auto; }

.work { display: flex; gap: 1.25rem; align-items: start; }
#findings { flex: 1; min-width: 0; scroll-margin-top: 1rem; }
.filters { flex: 0 0 18.5rem; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto; }
.filters div { margin-bottom: 0.8rem; }
.filters label { display: block; font-size: 0.9rem; margin-bottom: 0.2rem; }
.filters input, .filters select, .plain {
  font: inherit; color: var(--text); background: var(--page); border: 1px solid light-dark(#7c8592, #767f8d); border-radius: 6px; padding: 0.4rem 0.6rem;
}
.filters input, .filters select { width: 100%; min-width: 0; font-size: 0.95rem; }
.plain { cursor: pointer; background: var(--card); }
.plain:hover { background: var(--well); }
.bar { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; margin-bottom: 0.75rem; }
.bar div { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.status { font-weight: 600; }
.clear { font-size: 1.1rem; }
.clear::before { content: '✓ '; color: var(--good); font-weight: 700; }
.themes { display: flex; gap: 0.5rem; align-items: center; font-size: 0.9rem; color: var(--quiet); }

.file { margin-bottom: 1.25rem; }
.long .file { content-visibility: auto; contain-intrinsic-size: auto 8rem; }
.file h3 { font-size: 0.95rem; font-weight: 600; margin-bottom: 0.4rem; overflow-wrap: anywhere; }
.file h3 .number { color: var(--quiet); font-weight: 400; }
.finding { background: var(--card); border: 1px solid var(--line); border-inline-start: 5px solid var(--warning); border-radius: 8px; margin-bottom: 0.5rem; }
.finding.error { border-inline-start-color: var(--error); }
.finding summary { display: grid; grid-template-columns: 6.2rem minmax(0, 1fr) auto; gap: 0.25rem 0.75rem; align-items: baseline; padding: 0.6rem 0.9rem; cursor: pointer; border-radius: 6px; }
.finding summary:hover { background: var(--well); }
.finding summary::-webkit-details-marker { display: none; }
.severity { display: inline-block; font-size: 0.8rem; font-weight: 650; padding: 0.05rem 0.5rem; border-radius: 99px; justify-self: start; background: var(--warning-well); color: var(--warning); }
.error .severity { background: var(--error-well); color: var(--error); }
.message { overflow-wrap: anywhere; }
.where { color: var(--quiet); font-size: 0.875rem; text-align: end; }
.where::after { content: ' ▸'; }
details[open] .where::after { content: ' ▾'; }
.body { padding: 0 0.9rem 0.9rem; }
.frame { margin: 0 0 0.9rem; padding: 0.6rem 0; background: var(--well); border: 1px solid var(--line); border-radius: 6px; font-size: 0.85rem; line-height: 1.55; }
.frame span { display: grid; grid-template-columns: 3.75rem minmax(0, 1fr); white-space: pre-wrap; overflow-wrap: anywhere; padding-inline-end: 0.75rem; }
.frame b { font-weight: 400; }
.frame i { font-style: normal; color: var(--quiet); text-align: end; padding-inline-end: 1rem; user-select: none; }
.frame .here { background: light-dark(#fff, #22262e); }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0.05rem 0; }
.body dl { margin: 0; display: grid; grid-template-columns: 6.2rem minmax(0, 1fr); gap: 0.45rem 0.75rem; }
.body dt { color: var(--quiet); font-size: 0.9rem; }
.body dd { margin: 0; overflow-wrap: anywhere; }
.fix { margin: 0 0 0.9rem; padding: 0.5rem 0.75rem; background: var(--good-well); border-radius: 6px; overflow-wrap: anywhere; }
.fix strong { color: var(--good); margin-inline-end: 0.35rem; }
.body ol { margin: 0; padding-inline-start: 1.25rem; }

@media (max-width: 56rem) {
  header, main, footer { padding-inline: 1rem; }
  .work { flex-direction: column; align-items: stretch; }
  .filters { position: static; max-height: none; flex: none; }
}
@media (max-width: 36rem) {
  .finding summary, .body dl { grid-template-columns: minmax(0, 1fr); }
  .where { text-align: start; }
  .body dd { margin-bottom: 0.35rem; }
  .frame span { grid-template-columns: 3rem minmax(0, 1fr); }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media (forced-colors: active) { .chart svg { border: 1px solid; } svg .error, svg .warning { fill: CanvasText; } }
@media print {
  :root { color-scheme: light; }
  body { background: none; font-size: 10pt; }
  .filters, .bar, .skip, .themes { display: none !important; }
  .work { display: block; }
  .card, .finding { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .long .file { content-visibility: visible; }
  .where::after { content: '' !important; }
  details::details-content { content-visibility: visible; }
}
`;

/** Look of the pages for the people who build and test. */
export const DESK_STYLE = `
:root {
  color-scheme: light dark;
  --page: #fff; --side: #f7f8fa; --raised: #fafbfc; --ink: #171a21; --soft: #596070; --line: #e6e8ee; --edge: #8a91a0;
  --accent: #4338ca; --accent-soft: #eef0ff; --on-accent: #fff;
  --good: #0f6b3c; --good-soft: #e4f5eb; --bad: #ae2418; --bad-soft: #fdeceb; --wait: #835200; --wait-soft: #fdf1d8; --still: #4d5463; --still-soft: #eef0f4;
  --test: #fff4d6; --on-test: #5c3d00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1116; --side: #14171d; --raised: #161a21; --ink: #eceef3; --soft: #a2a9b8; --line: #272c36; --edge: #6d7585;
    --accent: #a5b0ff; --accent-soft: #20254a; --on-accent: #11142b;
    --good: #79d8a0; --good-soft: #12301f; --bad: #ff9d93; --bad-soft: #3b1a18; --wait: #f2c66f; --wait-soft: #37290c; --still: #b6bdcb; --still-soft: #242933;
    --test: #33270b; --on-test: #ffdf9a;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif; -webkit-text-size-adjust: 100%; }
p, h1, h2, h3, ul, dl, dd, pre, fieldset { margin: 0; padding: 0; border: 0; }
ul { list-style: none; }
a { color: var(--accent); text-underline-offset: 3px; }
code, pre, .id { font: 13px/1.6 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: 8px; top: -60px; background: var(--page); padding: 8px 12px; z-index: 2; }
.skip:focus { top: 8px; }
.test-mode { background: var(--test); color: var(--on-test); text-align: center; font-size: 13px; font-weight: 600; padding: 6px 16px; }
.frame { display: grid; grid-template-columns: 224px minmax(0, 1fr); min-height: calc(100vh - 32px); }
.side { background: var(--side); border-right: 1px solid var(--line); padding: 24px 12px; }
.side > div { position: sticky; top: 24px; display: grid; gap: 20px; }
.brand { padding: 0 12px; font-weight: 650; font-size: 15px; letter-spacing: -0.01em; }
.brand span { display: block; font-weight: 400; font-size: 13px; color: var(--soft); letter-spacing: 0; }
.side nav { display: grid; gap: 2px; }
.side nav a { display: block; padding: 7px 12px; border-radius: 8px; color: var(--soft); text-decoration: none; font-weight: 500; white-space: nowrap; }
.side nav a:hover { color: var(--ink); background: var(--still-soft); }
.side nav a[aria-current] { color: var(--accent); background: var(--accent-soft); }
.side form { padding: 0 4px; }
main { padding: 32px 40px 80px; max-width: 1180px; width: 100%; display: grid; gap: 32px; align-content: start; }
.crumb { font-size: 14px; margin-bottom: 4px; }
.crumb a { color: var(--soft); text-decoration: none; }
.crumb a:hover { color: var(--ink); text-decoration: underline; }
.head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 16px 24px; }
h1 time { color: inherit; }
h1 { font-size: 24px; line-height: 1.25; font-weight: 650; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h1 + .lead, .head .lead { color: var(--soft); margin-top: 4px; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; }
.amount { font-variant-numeric: tabular-nums; }
h2 { font-size: 16px; font-weight: 600; letter-spacing: -0.005em; }
h3 { font-size: 14px; font-weight: 600; }
.block { display: grid; gap: 12px; min-width: 0; }
.block > header { display: flex; justify-content: space-between; align-items: baseline; gap: 16px; }
.more { font-size: 14px; }
.columns { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 32px 40px; align-items: start; }
.columns > div { display: grid; gap: 32px; min-width: 0; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; font-weight: 400; padding: 10px 16px 10px 0; border-bottom: 1px solid var(--line); vertical-align: baseline; overflow-wrap: anywhere; }
thead th { font-size: 13px; font-weight: 500; color: var(--soft); padding-top: 0; white-space: nowrap; }
tbody tr:hover > * { background: var(--raised); }
th:last-child, td:last-child { padding-right: 0; }
tbody th a { font-weight: 550; }
table a { text-decoration: none; }
table a:hover { text-decoration: underline; }
table td a { color: inherit; }
.number { text-align: right; white-space: nowrap; }
.when, .card, .nowrap { white-space: nowrap; }
.soft, time { color: var(--soft); }
.small { font-size: 13px; }
.pill { display: inline-block; border-radius: 999px; padding: 1px 10px; font-size: 13px; font-weight: 550; white-space: nowrap; background: var(--still-soft); color: var(--still); }
.pill.good { background: var(--good-soft); color: var(--good); }
.pill.bad { background: var(--bad-soft); color: var(--bad); }
.pill.wait { background: var(--wait-soft); color: var(--wait); }
.empty { color: var(--soft); border: 1px dashed var(--line); border-radius: 10px; padding: 20px; }
.note { border-radius: 10px; padding: 10px 14px; background: var(--good-soft); color: var(--good); font-weight: 550; }
.note.bad { background: var(--bad-soft); color: var(--bad); }
dl.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 8px 24px; }
.facts dt { color: var(--soft); }
.facts dd { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; }
.tile { display: block; border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; text-decoration: none; color: inherit; }
.tile:hover { border-color: var(--edge); }
.tile span { display: block; color: var(--soft); font-size: 14px; }
.tile strong { font-size: 22px; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; background: var(--raised); max-height: 560px; overflow: auto; }
details > summary { cursor: pointer; font-weight: 550; padding: 6px 0; }
details[open] > summary { margin-bottom: 8px; }
.attempt { border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; display: grid; gap: 6px; }
.attempts { display: grid; gap: 12px; list-style: none; margin: 0; padding: 0; }
form.row select, form.row input { width: auto; }
form.row, .actions { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
form.fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; align-items: start; max-width: 820px; }
form.fields .wide { grid-column: 1 / -1; }
label, .field { display: grid; gap: 4px; font-size: 14px; font-weight: 550; min-width: 0; }
label small, .field small { font-size: 13px; font-weight: 400; color: var(--soft); }
input, select, textarea { font: inherit; font-weight: 400; color: inherit; background: var(--page); border: 1px solid var(--edge); border-radius: 8px; padding: 6px 10px; min-height: 38px; width: 100%; min-width: 0; }
textarea { font: 13px/1.6 ui-monospace, Menlo, Consolas, monospace; min-height: 84px; resize: vertical; }
button, .button { font: inherit; font-size: 14px; font-weight: 550; color: inherit; background: var(--page); border: 1px solid var(--edge); border-radius: 8px; padding: 6px 14px; min-height: 38px; cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; white-space: nowrap; }
button:hover, .button:hover { background: var(--still-soft); }
button.primary, .button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.primary:hover, .button.primary:hover { filter: brightness(1.08); }
td button { min-height: 30px; padding: 2px 12px; }
td form { margin: -4px 0; }
iframe { width: 100%; height: 520px; border: 1px solid var(--line); border-radius: 10px; background: #fff; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 900px) {
  .frame { display: block; }
  .side { border-right: 0; border-bottom: 1px solid var(--line); padding: 12px 16px 0; }
  .side > div { position: static; gap: 10px; }
  .brand { padding: 0; display: flex; gap: 8px; align-items: baseline; }
  .side form { padding: 0; }
  .side nav { display: flex; overflow-x: auto; margin: 0 -16px; padding: 4px 16px 10px; }
  .side nav a { padding: 10px 12px; }
  main { padding: 24px 16px 64px; gap: 28px; }
  .columns, form.fields { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 640px) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  tbody tr { display: grid; gap: 2px; padding: 12px 0; border-bottom: 1px solid var(--line); }
  tbody th, tbody td { display: flex; justify-content: space-between; gap: 16px; border: 0; padding: 2px 0; text-align: right; white-space: normal; }
  tbody th { font-size: 16px; text-align: left; }
  tbody td::before { content: attr(data-label); color: var(--soft); font-size: 14px; flex: none; }
  td:empty, td[data-label='']::before { display: none; }
  dl.facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts dd { padding-bottom: 10px; }
  button, .button, input, select { min-height: 44px; }
  form.row > label, form.row select, form.row input { width: 100%; }
  td button { min-height: 40px; }
}
`

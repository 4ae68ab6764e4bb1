/** Look of the pages for the people who build and test: dashboard and mailbox. */
export const DESK_STYLE = `
:root { color-scheme: light dark; --page: #fff; --ink: #16181d; --soft: #575d69; --line: #dfe2e8; --accent: #1f4fd8; --good: #14713a; --bad: #b42318; --wait: #8a5700; --test: #fff1cf; --on-test: #5c3d00; --raised: #f6f7f9; }
@media (prefers-color-scheme: dark) {
  :root { --page: #101216; --ink: #eef0f4; --soft: #a6adbb; --line: #2c313b; --accent: #8fb0ff; --good: #7fd79f; --bad: #ff9c92; --wait: #f2c46d; --test: #3a2c0c; --on-test: #ffdf9a; --raised: #191c22; }
}
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif; }
.test-mode { margin: 0; background: var(--test); color: var(--on-test); text-align: center; font-size: 14px; font-weight: 600; padding: 8px 16px; }
header .bar, main { max-width: 1400px; margin: 0 auto; padding: 0 24px; }
header .bar { display: flex; align-items: baseline; gap: 24px; padding-top: 24px; }
header .bar strong { font-size: 17px; }
nav { display: flex; gap: 16px; }
a { color: var(--accent); }
main { padding-bottom: 64px; }
h1 { font-size: 24px; margin: 24px 0 8px; }
h2 { font-size: 17px; margin: 32px 0 8px; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 12px; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 10px 14px; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: top; }
tr:last-child td { border-bottom: 0; }
th { font-size: 13px; font-weight: 600; color: var(--soft); background: var(--raised); }
td.wide { white-space: normal; min-width: 220px; }
.number { text-align: right; }
.soft { color: var(--soft); }
code { font: 13px ui-monospace, Menlo, Consolas, monospace; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }
.good, .bad, .wait { font-weight: 600; }
.empty { color: var(--soft); border: 1px dashed var(--line); border-radius: 12px; padding: 16px; margin: 0; }
td form { margin: -3px 0; }
button { font: inherit; font-size: 14px; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 8px; padding: 3px 12px; min-height: 30px; cursor: pointer; }
button:hover { border-color: var(--soft); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
dl.meta { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 20px; }
dl.meta dt { color: var(--soft); } dl.meta dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 480px; border: 1px solid var(--line); border-radius: 12px; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: 12px; padding: 16px; margin: 0; background: var(--raised); font: 13px/1.6 ui-monospace, Menlo, Consolas, monospace; }
`

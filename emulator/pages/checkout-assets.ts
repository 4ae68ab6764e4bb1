/** Look of the pages a shopper sees. */
export const CHECKOUT_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --panel: #fff; --ink: #16181d; --soft: #575d69; --line: #d9dce3; --field: #8a91a0;
  --accent: #1f4fd8; --accent-strong: #173fb0; --on-accent: #fff; --bad: #b42318; --bad-soft: #fdecea;
  --test: #fff1cf; --on-test: #5c3d00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #101216; --panel: #191c22; --ink: #eef0f4; --soft: #a6adbb; --line: #2c313b; --field: #6d7585;
    --accent: #8fb0ff; --accent-strong: #b3c9ff; --on-accent: #0c1530; --bad: #ff9c92; --bad-soft: #3a1a18;
    --test: #3a2c0c; --on-test: #ffdf9a;
  }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink); font-size: 16px; line-height: 1.5;
  font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Hiragino Sans', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif;
}
p, h1, h2, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
.test-mode { background: var(--test); color: var(--on-test); text-align: center; font-size: 14px; font-weight: 600; padding: 8px 16px; }
.checkout { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 56px; max-width: 1040px; margin: 0 auto; padding: 48px 24px 64px; align-items: start; }
.summary { display: grid; gap: 12px; position: sticky; top: 32px; }
.summary h1 { font-size: 16px; font-weight: 500; color: var(--soft); }
.back { color: var(--soft); text-decoration: none; font-size: 14px; justify-self: start; padding: 4px 0; }
.back:hover { color: var(--ink); text-decoration: underline; }
.codes { display: grid; gap: 10px; justify-items: start; }
.codes summary { cursor: pointer; font-size: 14px; font-weight: 550; padding: 6px 0; color: var(--soft); }
.code { display: flex; gap: 8px; align-items: center; }
.code span { font-weight: 600; font-size: 14px; border: 1px dashed var(--field); border-radius: 8px; padding: 4px 10px; }
.code input:not([type=hidden]) { max-width: 220px; min-height: 42px; text-transform: uppercase; }
.code .quiet { min-height: 42px; }
.codes .error { margin-top: 8px; }
.total { font-size: 40px; font-weight: 650; line-height: 1.1; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.lines { list-style: none; display: grid; gap: 16px; padding: 16px 0; }
.lines li, dl div { display: flex; justify-content: space-between; gap: 24px; font-variant-numeric: tabular-nums; }
.name { font-weight: 600; overflow-wrap: anywhere; }
.small { font-size: 14px; color: var(--soft); }
dl { display: grid; gap: 10px; border-top: 1px solid var(--line); padding-top: 16px; font-size: 15px; }
dt { color: var(--soft); }
dl .due { border-top: 1px solid var(--line); padding-top: 12px; font-weight: 650; font-size: 16px; }
.due dt { color: var(--ink); }
.panel { position: relative; display: grid; gap: 28px; background: var(--panel); border: 1px solid var(--line); border-radius: 16px; padding: 32px; }
.panel section { display: grid; gap: 14px; }
h2 { font-size: 17px; font-weight: 650; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px; align-items: start; }
.field { display: grid; gap: 6px; }
label { font-size: 14px; font-weight: 550; }
input:not([type=radio]), select {
  width: 100%; min-height: 46px; padding: 10px 12px; font: inherit; color: inherit; background: var(--panel);
  border: 1px solid var(--field); border-radius: 10px;
}
input[readonly] { background: var(--page); color: var(--soft); border-color: var(--line); }
input[aria-invalid=true] { border-color: var(--bad); }
::placeholder { color: var(--soft); opacity: 0.75; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
.error { color: var(--bad); font-size: 14px; }
.alert { background: var(--bad-soft); color: var(--bad); border-radius: 10px; padding: 12px 14px; font-weight: 550; }
.pay, .button {
  display: block; width: 100%; min-height: 52px; border: 0; border-radius: 10px; padding: 12px 20px; font: inherit; font-weight: 650;
  background: var(--accent); color: var(--on-accent); cursor: pointer; text-align: center; text-decoration: none;
}
.pay:hover, .button:hover { background: var(--accent-strong); }
.pay:disabled { opacity: 0.6; cursor: progress; }
.pay ~ .small { margin-top: -14px; }
.pay + .quiet { margin-top: -14px; justify-self: center; }
.plain { background: transparent; color: var(--ink); border: 1px solid var(--field); }
.plain:hover { background: var(--page); }
.quiet { justify-self: start; min-height: 36px; padding: 6px 12px; font: inherit; font-size: 14px; color: var(--ink); background: transparent; border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
.quiet:hover { border-color: var(--field); }
.saved { display: grid; gap: 8px; }
.saved label { display: flex; align-items: center; gap: 10px; min-height: 48px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 10px; cursor: pointer; }
.saved label:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.saved .small { margin-left: auto; font-weight: 400; }
.saved input { width: 18px; height: 18px; accent-color: var(--accent); }
.card-fields { display: grid; gap: 14px; }
form:has(.saved input:checked:not(#method-new)) :is(.card-fields, .test-cards) { display: none; }
.test-cards summary { cursor: pointer; font-size: 14px; font-weight: 550; padding: 6px 0; color: var(--soft); }
.test-cards ul { list-style: none; display: grid; gap: 4px; margin-top: 8px; }
.test-cards li { display: flex; justify-content: space-between; align-items: center; gap: 12px; padding: 6px 0; border-top: 1px solid var(--line); }
.test-cards li > span { display: grid; }
.digits { font-variant-numeric: tabular-nums; font-size: 15px; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.notice { display: grid; gap: 16px; max-width: 440px; margin: 10vh auto 0; padding: 32px; background: var(--panel); border: 1px solid var(--line); border-radius: 16px; }
.notice h1 { font-size: 22px; line-height: 1.3; }
.notice form { display: grid; gap: 12px; }
@media (max-width: 800px) {
  .checkout { grid-template-columns: minmax(0, 1fr); gap: 28px; padding: 24px 16px 48px; }
  .summary { position: static; }
  .total { font-size: 34px; }
  .panel { padding: 20px 16px; }
  .notice { margin: 24px 16px; padding: 24px 20px; }
}
@media (max-width: 340px) {
  .pair { grid-template-columns: minmax(0, 1fr); }
}
`

/** Saves clicks: recomputes the tax when the country changes, fills in test cards, prevents a double press. */
export const CHECKOUT_SCRIPT = `
const form = document.querySelector('form.panel')
const update = document.getElementById('update')
update.hidden = true
const pay = form.querySelector('.pay')
const read = async (form, submitter) => {
  const answer = await fetch(location.href, { method: 'POST', body: new URLSearchParams(new FormData(form, submitter)) })
  return { ok: answer.ok, page: new DOMParser().parseFromString(await answer.text(), 'text/html') }
}
let asked = 0
const refresh = async () => {
  const turn = ++asked
  pay.disabled = true
  try {
    const { page } = await read(form, update)
    if (turn !== asked) return
    document.querySelector('.summary').replaceWith(page.querySelector('.summary'))
    form.shownTotal.value = page.querySelector('[name=shownTotal]').value
    pay.textContent = page.querySelector('.pay').textContent
  } finally {
    if (turn === asked) pay.disabled = false
  }
}
form.country.addEventListener('change', refresh)
document.addEventListener('submit', async (event) => {
  if (!event.target.matches('.code')) return
  event.preventDefault()
  const { ok, page } = await read(event.target, event.submitter)
  if (ok) await refresh()
  else document.querySelector('.codes').replaceWith(page.querySelector('.codes'))
  document.querySelector('.codes :is(input:not([type=hidden]), button)')?.focus()
})
for (const button of document.querySelectorAll('[data-card]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    form.number.value = button.dataset.card
    form.expiry.value = '06/32'
    form.cvc.value = '123'
    pay.focus()
  })
}
form.number.addEventListener('input', (event) => {
  if (event.isComposing || form.number.selectionStart !== form.number.value.length) return
  const digits = form.number.value.normalize('NFKC').replace(/[^0-9]/g, '').slice(0, 16)
  form.number.value = digits.replace(/(.{4})(?=.)/g, '$1 ')
})
form.addEventListener('submit', (event) => {
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = 'yes'
})
addEventListener('pageshow', () => delete form.dataset.sent)
`

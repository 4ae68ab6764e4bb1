/** @jsxImportSource hono/jsx */
/** The words a person can choose, with what they do. */
const GROUPS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Slow or lost',
    [
      ['slow', 'Answer 3 seconds late'],
      ['silent', 'Never answer, and do nothing'],
      ['silent_after', 'Do the work, never answer'],
      ['drop', 'Cut the connection, and do nothing'],
      ['drop_during', 'Do the work, cut the connection in the middle of the answer'],
      ['drop_after', 'Do the work, cut the connection'],
      ['drip', 'Answer byte by byte'],
      ['drip_forever', 'Answer without end'],
    ],
  ],
  [
    'Errors',
    [
      ['error_500', '500, nothing done'],
      ['error_500_after', '500, but the work is done'],
      ['error_503', '503, nothing done'],
      ['error_429', '429, nothing done'],
      ['error_409', '409, nothing done'],
      ['error_401', '401, nothing done'],
    ],
  ],
  [
    'Not an answer',
    [
      ['malformed_after', 'Do the work, answer half a JSON'],
      ['html_after', 'Do the work, answer HTML with 200'],
      ['html_502', 'HTML with 502, nothing done'],
      ['empty_after', 'Do the work, answer nothing with 200'],
      ['redirect', 'Redirect elsewhere'],
    ],
  ],
  [
    'Not the truth',
    [
      ['wrong_amount', 'Say another amount'],
      ['wrong_customer', 'Say another customer'],
      ['no_metadata', 'Leave the metadata out'],
    ],
  ],
  ['Charges', [['processing', 'Keep the charge processing until it is ended at the desk']]],
  [
    'Webhooks',
    [
      ['webhook_drop', 'Never send'],
      ['webhook_hold', 'Hold until released'],
      ['webhook_twice', 'Send twice'],
      ['webhook_late', 'Send 30 seconds late'],
    ],
  ],
]

/** Adds a rule. Whatever is left empty matches everything. */
export function WeatherForm() {
  return (
    <form class="fields" method="post" action="/desk/weather">
      <label class="wide">
        What happens
        <select name="word">
          {GROUPS.map(([group, words]) => (
            <optgroup key={group} label={group}>
              {words.map(([word, meaning]) => (
                <option key={word} value={word}>
                  {meaning} ({word})
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        To which calls
        <input name="route" list="routes" placeholder="POST /checkouts" />
        <small>A route or a path; * at the end for a beginning.</small>
      </label>
      <label>
        To which events
        <input name="event" list="events" placeholder="payment.*" />
        <small>For webhooks.</small>
      </label>
      <label>
        To whom
        <input name="email" type="email" placeholder="ada@example.com" />
        <small>The customer of the call or event.</small>
      </label>
      <label>
        How often
        <input name="times" type="number" min="1" placeholder="every time" />
      </label>
      <label>
        From which call on
        <input name="after" type="number" min="1" placeholder="the first" />
      </label>
      <details class="wide">
        <summary>An effect of your own, as JSON</summary>
        <label>
          Effect
          <textarea name="json" placeholder='{"status": 429, "headers": {"retry-after": "2"}}' />
          <small>Takes the place of the choice above. docs/emulator.md lists every effect.</small>
        </label>
      </details>
      <datalist id="routes">
        {[
          'POST /checkouts',
          'POST /checkouts/preview',
          'GET /payments*',
          'POST /refunds',
          '/subscriptions*',
        ].map((route) => (
          <option key={route} value={route} />
        ))}
      </datalist>
      <datalist id="events">
        {['payment.*', 'payment.succeeded', 'payment.failed', 'refund.succeeded', 'subscription.*'].map(
          (event) => (
            <option key={event} value={event} />
          ),
        )}
      </datalist>
      <div class="wide">
        <button type="submit" class="primary">
          Add rule
        </button>
      </div>
    </form>
  )
}

/** What the page of events says after a form. */
export const GOOD_EVENT_NOTICES = ['added', 'switched_on', 'switched_off', 'removed', 'sent_again'] as const
export const EVENT_NOTICES = [...GOOD_EVENT_NOTICES, 'bad_address', 'not_found', 'not_given_up'] as const

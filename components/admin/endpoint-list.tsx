import { useLocale, useTranslations } from 'next-intl'
import { fieldStyle, smallAction, smallButton } from '@/components/admin/button-small'
import { Mark, Panel } from '@/components/admin/panel'
import { SubmitButton } from '@/components/ui/submit-button'
import { isEnough, type Role } from '@/lib/merchants/roles'
import { addEndpointAction, removeEndpointAction, switchEndpointAction } from '@/lib/offer-events/actions'
import type { Endpoint } from '@/lib/offer-events/endpoints'
import { EVENT_TYPES } from '@/lib/offer-events/list-events'

/** The merchant's own addresses that are told of events. Owners add them and read their secrets. */
export function EndpointList({ endpoints, role }: { endpoints: Endpoint[]; role: Role }) {
  const t = useTranslations('admin.events')
  const locale = useLocale()
  const isOwner = isEnough(role, 'owner')
  return (
    <Panel title={t('endpoints')}>
      <p className="max-w-prose text-sm text-muted">{t('endpointsLead')}</p>
      {endpoints.length === 0 ? <p className="text-sm">{t('noEndpoints')}</p> : null}
      <ul className="grid divide-y divide-line">
        {endpoints.map((endpoint) => (
          <li key={endpoint.id} className="flex flex-wrap items-start justify-between gap-3 py-3 first:pt-0">
            <div className="grid min-w-0 gap-1 text-sm">
              <span className="font-strong break-all">{endpoint.url}</span>
              <span className="flex flex-wrap items-center gap-2 text-xs text-muted">
                <Mark tone={endpoint.active ? 'good' : 'calm'}>{t(endpoint.active ? 'on' : 'off')}</Mark>
                {endpoint.types.length === 0
                  ? t('everything')
                  : endpoint.types.map((type) => t(`types.${type}`)).join(', ')}
              </span>
              {isOwner ? (
                <details className="text-xs">
                  <summary className="inline-flex min-h-11 cursor-pointer items-center">
                    {t('secret')}
                  </summary>
                  <code className="font-mono break-all">{endpoint.secret}</code>
                </details>
              ) : null}
            </div>
            {isOwner ? <Controls endpoint={endpoint} /> : null}
          </li>
        ))}
      </ul>
      {isOwner ? (
        <form action={addEndpointAction} className="grid gap-3 border-t border-line pt-4">
          <input type="hidden" name="locale" value={locale} />
          <label className="grid gap-1 text-xs text-muted">
            {t('url')}
            <input
              name="url"
              type="url"
              required
              maxLength={2_000}
              placeholder="https://example.com/hooks/upnext"
              autoComplete="off"
              className={fieldStyle}
            />
          </label>
          <fieldset className="flex flex-wrap gap-x-5 text-sm">
            <legend className="text-xs text-muted">{t('which')}</legend>
            {EVENT_TYPES.map((type) => (
              <label key={type} className="inline-flex min-h-11 items-center gap-2">
                <input type="checkbox" name={type} value="yes" className="size-4 accent-accent" />
                {t(`types.${type}`)}
              </label>
            ))}
          </fieldset>
          <div>
            <SubmitButton className={smallAction} pendingLabel={t('adding')}>
              {t('add')}
            </SubmitButton>
          </div>
        </form>
      ) : null}
    </Panel>
  )
}

function Controls({ endpoint: { id, url, active } }: { endpoint: Endpoint }) {
  const t = useTranslations('admin.events')
  const locale = useLocale()
  const controls = [
    {
      name: active ? 'switchOff' : 'switchOn',
      action: switchEndpointAction,
      more: { active: active ? 'no' : 'yes' },
    },
    { name: 'remove', action: removeEndpointAction, more: {} },
  ] as const
  return (
    <div className="flex gap-2">
      {controls.map(({ name, action, more }) => (
        <form key={name} action={action}>
          {Object.entries({ locale, endpoint: id, ...more }).map(([field, value]) => (
            <input key={field} type="hidden" name={field} value={value} />
          ))}
          <SubmitButton className={smallButton} pendingLabel={t(name)}>
            <span>
              {t(name)}
              <span className="sr-only"> {url}</span>
            </span>
          </SubmitButton>
        </form>
      ))}
    </div>
  )
}

import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LanguageLink } from '@/components/shell/language-link'
import { Logo } from '@/components/shell/logo'
import { MAIN_ID, SkipLink } from '@/components/shell/skip-link'
import { SubmitButton } from '@/components/ui/submit-button'
import { signOutStaffAction } from '@/lib/merchants/actions'
import { adminPaths } from '@/lib/merchants/paths'
import { isEnough, type Role } from '@/lib/merchants/roles'

const PAGES = [
  ['home', 'viewer'],
  ['funnels', 'viewer'],
  ['experiments', 'viewer'],
  ['orders', 'viewer'],
  ['products', 'viewer'],
  ['events', 'viewer'],
  ['inbox', 'viewer'],
  ['books', 'viewer'],
  ['settings', 'viewer'],
  ['staff', 'owner'],
  ['audit', 'viewer'],
] as const satisfies readonly [keyof typeof adminPaths, Role][]

export type AdminSection = (typeof PAGES)[number][0]

type Props = {
  staff: { email: string; role: Role }
  current: AdminSection
  title: string
  lead?: ReactNode
  /** What can be done from here, beside the title. */
  actions?: ReactNode
  children: ReactNode
}

/** What stands around every page of the merchant: the ways through it, who is signed in, and the page's name. */
export function AdminPage({ staff, current, title, lead, actions, children }: Props) {
  const t = useTranslations('admin')
  const locale = useLocale()
  return (
    <div className="grid grow grid-cols-[minmax(0,1fr)] content-start lg:grid-cols-[16rem_minmax(0,1fr)] lg:content-stretch">
      <SkipLink />
      <header className="border-line bg-surface max-lg:border-b lg:row-span-2 lg:border-r">
        <div className="grid gap-2 px-5 py-3 lg:sticky lg:top-0 lg:max-h-dvh lg:gap-4 lg:overflow-y-auto lg:py-6">
          <div className="flex items-center justify-between gap-4 lg:grid">
            <a href={adminPaths.home(locale)} className="inline-flex min-h-11 items-center">
              <Logo name={t('name')} />
            </a>
            <LanguageLink />
          </div>
          <nav aria-label={t('nav.label')} className="-mx-5 overflow-x-auto px-5">
            <ul className="flex gap-1 lg:grid">
              {PAGES.filter(([, role]) => isEnough(staff.role, role)).map(([page]) => (
                <li key={page}>
                  <a
                    href={adminPaths[page](locale)}
                    aria-current={page === current ? 'page' : undefined}
                    className="flex min-h-11 items-center whitespace-nowrap rounded-sm px-3 text-sm text-muted lg:min-h-9 hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:font-strong aria-[current=page]:text-ink aria-[current=page]:shadow-raised"
                  >
                    {t(`nav.${page}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="flex flex-wrap items-center gap-x-4 text-xs text-muted lg:grid lg:border-t lg:border-line lg:pt-4">
            <p className="min-w-0">
              <span className="block truncate" title={staff.email}>
                {staff.email}
              </span>
              <span className="block">{t(`role.${staff.role}`)}</span>
            </p>
            <form action={signOutStaffAction}>
              <input type="hidden" name="locale" value={locale} />
              <SubmitButton className="link-alone" pendingLabel={t('signOut')}>
                {t('signOut')}
              </SubmitButton>
            </form>
          </div>
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="min-w-0 px-5 py-6 sm:px-8 lg:py-8">
        <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-6">
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <div className="grid gap-1">
              <h1 className="text-xl">{title}</h1>
              {lead ? <p className="max-w-prose text-sm text-muted">{lead}</p> : null}
            </div>
            {actions}
          </div>
          {children}
        </div>
      </main>
    </div>
  )
}

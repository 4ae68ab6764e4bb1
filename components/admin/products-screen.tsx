import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { FilteredTable } from '@/components/admin/filtered-table'
import { Moment } from '@/components/admin/moment'
import { Mark } from '@/components/admin/panel'
import { Price } from '@/components/ui/price'
import { type ProductRow, type ProductsSort, SYNC_STATES } from '@/lib/insight/products'
import type { TablePage, TableQuery } from '@/lib/insight/table-query'
import type { Staff } from '@/lib/merchants/staff'
import { paths } from '@/lib/paths'

type Props = { staff: Staff; query: TableQuery<ProductsSort>; page: TablePage<ProductRow> }

const tones = { synced: 'good', never: 'busy', missing: 'bad', off: 'calm' } as const

/** What the shop sells, as the provider has it: prices are changed there and read here. */
export function ProductsScreen({ staff, query, page }: Props) {
  const t = useTranslations('admin.products')
  const locale = useLocale()
  return (
    <AdminPage staff={staff} current="products" title={t('title')} lead={t('lead')}>
      <FilteredTable
        section="products"
        caption={t('title')}
        empty={t('empty')}
        query={query}
        page={page}
        filters={[
          { name: 'q', label: t('search'), kind: 'text' },
          {
            name: 'sync',
            label: t('sync'),
            kind: 'choice',
            all: t('all'),
            choices: SYNC_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
        columns={[
          {
            key: 'name',
            label: t('name'),
            sort: 'slug',
            cell: ({ name, slug, kind }) => (
              <>
                <a href={paths.product(locale, slug)} className="link font-strong">
                  {name}
                </a>
                <span className="block text-xs text-muted">
                  {slug} · {t(`kinds.${kind}`)}
                </span>
              </>
            ),
          },
          {
            key: 'price',
            label: t('price'),
            sort: 'price',
            align: 'right',
            cell: ({ priceMinor, currency, interval }) => (
              <Price money={{ amount: priceMinor, currency }} interval={interval} />
            ),
          },
          { key: 'sold', label: t('sold'), sort: 'sold', align: 'right', cell: ({ sold }) => sold },
          {
            key: 'sync',
            label: t('sync'),
            cell: ({ sync }) => <Mark tone={tones[sync]}>{t(`states.${sync}`)}</Mark>,
          },
          {
            key: 'synced',
            label: t('synced'),
            sort: 'synced',
            cell: ({ syncedAt }) => <Moment at={syncedAt} />,
          },
          {
            key: 'provider',
            label: t('provider'),
            cell: ({ providerProductId }) => (
              <code className="font-mono text-xs break-all">{providerProductId ?? '–'}</code>
            ),
          },
        ]}
      />
    </AdminPage>
  )
}

import { useTranslations } from 'next-intl'
import { fieldStyle, smallAction, smallButton } from '@/components/admin/button-small'
import type { TableQuery } from '@/lib/insight/table-query'

export type Filter = { name: string; label: string } & (
  | { kind: 'text' | 'date' }
  | { kind: 'choice'; choices: readonly { value: string; label: string }[]; all: string }
)

type Props = { query: TableQuery; path: string; filters: readonly Filter[] }

/** The filters of a table: a form that only changes the address, so it works without scripts and can be shared. */
export function FilterBar({ query, path, filters }: Props) {
  const t = useTranslations('admin.table')
  return (
    // A filter sends no secrets and changes nothing: a plain GET.
    <form method="get" action={path} className="flex flex-wrap items-end gap-3">
      <input type="hidden" name="sort" value={query.sort} />
      <input type="hidden" name="dir" value={query.dir} />
      {filters.map((filter) => (
        <div key={filter.name} className="grid min-w-36 grow gap-1 sm:max-w-56">
          <label htmlFor={`filter-${filter.name}`} className="text-xs text-muted">
            {filter.label}
          </label>
          {filter.kind === 'choice' ? (
            <select
              id={`filter-${filter.name}`}
              name={filter.name}
              defaultValue={query.filters[filter.name] ?? ''}
              className={fieldStyle}
              autoComplete="off"
            >
              <option value="">{filter.all}</option>
              {filter.choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          ) : (
            <input
              id={`filter-${filter.name}`}
              type={filter.kind}
              name={filter.name}
              defaultValue={query.filters[filter.name]}
              className={fieldStyle}
              autoComplete="off"
            />
          )}
        </div>
      ))}
      <button type="submit" className={smallAction}>
        {t('filter')}
      </button>
      {Object.keys(query.filters).length > 0 ? (
        <a href={path} className={smallButton}>
          {t('clear')}
        </a>
      ) : null}
    </form>
  )
}

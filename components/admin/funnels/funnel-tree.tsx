import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { smallButton } from '@/components/admin/button-small'
import { DraftFields } from '@/components/admin/funnels/funnel-fields'
import { OutcomeLabel } from '@/components/admin/funnels/outcome-label'
import { ProductArt } from '@/components/catalog/product-art'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import { addOfferAction } from '@/lib/funnels/actions'
import type { Step } from '@/lib/funnels/definition'
import { type Branch, type Outcome, type TreeNode, toTree } from '@/lib/funnels/edit-tree'
import type { EditorView } from '@/lib/funnels/editor-view'
import { offerPath } from '@/lib/funnels/paths'
import { formatMoney } from '@/lib/money'

/** The funnel drawn as a tree. It is a list within lists, so it reads as one; the lines are drawn by its borders. */
export function FunnelTree({ editor }: { editor: EditorView }) {
  const t = useTranslations('builder.tree')
  const { root, loose } = toTree(editor.version.definition)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section aria-label={t('label')} tabIndex={0} className="grid gap-6 overflow-x-auto pb-2">
      {root ? (
        <ol>
          <Node node={root} editor={editor} />
        </ol>
      ) : (
        <div className="grid justify-items-start gap-3 text-sm">
          <p className="text-muted">{t('empty')}</p>
          <AddOffer editor={editor} at="start">
            {t('first')}
          </AddOffer>
        </div>
      )}
      {loose.length > 0 ? (
        <div className="grid gap-3">
          <h3 className="text-sm">{t('loose')}</h3>
          <ul className="flex flex-wrap gap-3">
            {loose.map((step) => (
              <li key={step.key}>
                <Card step={step} editor={editor} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}

function Node({ node: { step, branches }, editor }: { node: TreeNode; editor: EditorView }) {
  return (
    <li className="lg:flex lg:items-start">
      <Card step={step} editor={editor} />
      <ol className="max-lg:ml-6 lg:relative">
        {branches.map((branch) => (
          <Way key={branch.outcomes.join()} branch={branch} from={step} editor={editor} />
        ))}
      </ol>
    </li>
  )
}

/** An edge with what it leads to. The lines: one down along the siblings, one across to each. */
function Way({ branch: { outcomes, to }, from, editor }: { branch: Branch; from: Step; editor: EditorView }) {
  return (
    <li className="relative pt-3 pl-6 before:absolute before:top-0 before:left-0 before:h-full before:border-l before:border-edge last:before:h-9 after:absolute after:top-9 after:left-0 after:w-6 after:border-t after:border-edge lg:pl-8 lg:before:left-4 lg:first:pt-0 lg:first:before:top-6 lg:after:w-4 lg:after:left-4 lg:first:after:top-6 lg:first:after:left-0 lg:first:after:w-8 lg:last:first:before:hidden">
      <div className="lg:flex lg:items-start">
        {to === null ? (
          <Ends outcomes={outcomes} from={from} editor={editor} />
        ) : (
          <>
            <p className="flex min-h-12 flex-wrap items-center gap-x-3 pr-3 max-lg:pt-0 lg:w-28 lg:flex-col lg:items-start lg:justify-center">
              {outcomes.map((outcome) => (
                <OutcomeLabel key={outcome} outcome={outcome} />
              ))}
            </p>
            {'ref' in to ? (
              <Again step={to.ref} editor={editor} />
            ) : (
              <ol>
                <Node node={to} editor={editor} />
              </ol>
            )}
          </>
        )}
      </div>
    </li>
  )
}

function Card({ step, editor: { funnel, version, choices, problems } }: { step: Step; editor: EditorView }) {
  const t = useTranslations('builder.tree')
  const locale = useLocale()
  const product = choices.products.find(({ id }) => id === step.product)
  const count = problems.filter(({ at }) => at.step === step.key).length
  return (
    <a
      href={offerPath(locale, funnel.id, step.key, version.state === 'draft' ? null : version.number)}
      className="flex w-56 items-center gap-3 rounded-md border border-edge bg-canvas p-3 text-sm hover:border-ink hover:bg-surface"
    >
      {product ? (
        <ProductArt art={step.art ?? product.art} className="h-12 w-16 shrink-0 rounded-sm" />
      ) : (
        <span className="grid h-12 w-16 shrink-0 place-items-center rounded-sm bg-surface text-muted">
          <Icon name="plus" />
        </span>
      )}
      <span className="grid min-w-0 gap-0.5">
        <span className="font-strong wrap-anywhere">{product?.name ?? t('noProduct')}</span>
        <span className="text-xs text-muted tabular-nums">
          {t(`kind.${step.kind}`)}
          {product ? ` · ${formatMoney(product.price, locale)}` : null}
        </span>
        {count > 0 ? (
          <span className="inline-flex items-center gap-1 text-xs font-strong text-danger">
            <Icon name="alert" className="size-4" />
            {t('problems', { count })}
          </span>
        ) : null}
      </span>
    </a>
  )
}

/** The outcomes after which nothing more is offered; in a draft each can get an offer. */
function Ends({ outcomes, from, editor }: { outcomes: Outcome[]; from: Step; editor: EditorView }) {
  const t = useTranslations('builder.tree')
  const o = useTranslations('builder.outcome')
  const name = editor.choices.products.find(({ id }) => id === from.product)?.name ?? from.key
  return (
    <div className="grid w-56 gap-x-3 rounded-md border border-dashed border-edge px-3 py-1.5 text-xs text-muted">
      <p className="py-1.5">{t(editor.funnel.placement === 'post_purchase' ? 'toOrder' : 'end')}</p>
      <ul>
        {outcomes.map((outcome) => (
          <li key={outcome} className="flex min-h-9 items-center justify-between gap-3">
            <OutcomeLabel outcome={outcome} />
            <AddOffer editor={editor} at={`${from.key}/${outcome}`} small>
              {t('add')} <span className="sr-only">{t('addWhen', { name, outcome: o(outcome) })}</span>
            </AddOffer>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Again({ step, editor }: { step: string; editor: EditorView }) {
  const t = useTranslations('builder.tree')
  const product = editor.version.definition.steps.find(({ key }) => key === step)?.product
  const name = editor.choices.products.find(({ id }) => id === product)?.name ?? step
  return (
    <p className="flex min-h-12 w-56 items-center gap-2 rounded-md bg-surface px-3 text-sm text-muted">
      <Icon name="arrow" className="size-4" />
      {t('again', { name })}
    </p>
  )
}

type AddProps = { editor: EditorView; at: string; small?: boolean; children: ReactNode }

function AddOffer({ editor: { editable, funnel, version }, at, small, children }: AddProps) {
  const t = useTranslations('builder')
  const locale = useLocale()
  if (!editable) return null
  return (
    <form action={addOfferAction}>
      <DraftFields locale={locale} funnel={funnel.id} version={version.id} revision={version.revision} />
      <input type="hidden" name="at" value={at} />
      <SubmitButton
        className={small ? 'link-alone min-h-9 text-ink' : smallButton}
        pendingLabel={t('working')}
      >
        <Icon name="plus" className="size-4" />
        <span>{children}</span>
      </SubmitButton>
    </form>
  )
}

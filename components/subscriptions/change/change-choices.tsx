import { useTranslations } from 'next-intl'
import { Stepper } from '@/components/subscriptions/change/stepper'
import { usePlanWords } from '@/components/subscriptions/plan-words'
import { buttonStyle } from '@/components/ui/button'
import { Pill } from '@/components/ui/pill'
import { Price } from '@/components/ui/price'
import type { ChangeScreenView, ChosenAddOn } from '@/lib/subscriptions/change-screen'
import type { PlanOption } from '@/lib/subscriptions/view'

/** What can be chosen: plan, number, add-ons. It all ends up in the address. */
export function ChangeChoices({ screen }: { screen: ChangeScreenView }) {
  const t = useTranslations('subscriptions.change')
  const { plans, chosen, subscription } = screen
  const interval = chosen.plan?.plan.interval ?? subscription.plan.interval
  const slug = chosen.plan?.plan.slug ?? subscription.plan.slug
  return (
    <>
      <fieldset className="grid gap-2.5">
        <legend className="pb-3 text-base font-strong">{t('plan')}</legend>
        {plans.map((option) => (
          <PlanRadio key={option.plan.slug} option={option} checked={option.plan.slug === slug} />
        ))}
      </fieldset>
      {subscription.quantity > 1 ? (
        <div className="flex items-center justify-between gap-6">
          <p className="text-base font-strong">{t('quantity')}</p>
          <Stepper
            name="quantity"
            defaultValue={chosen.quantity}
            min={1}
            words={{
              label: t('quantity'),
              less: t('less', { name: t('quantity') }),
              more: t('more', { name: t('quantity') }),
            }}
          />
        </div>
      ) : null}
      {chosen.addOns.length > 0 ? (
        <fieldset className="grid gap-2.5">
          <legend className="pb-3 text-base font-strong">{t('addOns')}</legend>
          <div className="divide-y divide-line rounded-lg border border-line">
            {chosen.addOns.map((addOn) => (
              <AddOnRow key={addOn.slug} addOn={addOn} interval={interval} />
            ))}
          </div>
        </fieldset>
      ) : null}
      <PreviewBar screen={screen} />
      <noscript>
        <button type="submit" className={`${buttonStyle('secondary')} w-full`}>
          {t('update')}
        </button>
      </noscript>
    </>
  )
}

function PlanRadio({ option, checked }: { option: PlanOption; checked: boolean }) {
  const t = useTranslations('subscriptions.change')
  return (
    <label className="flex min-h-16 cursor-pointer items-center gap-x-3 rounded-lg border border-line px-3.5 py-3 hover:border-edge has-checked:border-ink has-checked:bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent sm:gap-x-4 sm:px-5">
      <input
        type="radio"
        name="plan"
        value={option.plan.slug}
        defaultChecked={checked}
        autoComplete="off"
        className="size-5 shrink-0 accent-ink"
      />
      <span className="flex grow flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 text-sm sm:text-base">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-strong">
          {option.plan.name}
          {option.action === 'current' ? <Pill>{t('current')}</Pill> : null}
        </span>
        <Price money={option.price} interval={option.plan.interval} />
      </span>
    </label>
  )
}

function AddOnRow({ addOn, interval }: { addOn: ChosenAddOn; interval: 'month' | 'year' }) {
  const t = useTranslations('subscriptions.change')
  const { money } = usePlanWords()
  const { name } = addOn
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 sm:px-5">
      <p className="grow basis-52 text-sm">
        <span className="block font-strong">{name}</span>
        <span className="block text-muted">{addOn.description}</span>
        <span className="block text-muted tabular-nums">
          {t(`each.${interval}`, { price: money(addOn.price) })}
        </span>
      </p>
      <Stepper
        name={`addon.${addOn.slug}`}
        defaultValue={addOn.quantity}
        words={{ label: name, less: t('less', { name }), more: t('more', { name }) }}
      />
    </div>
  )
}

/** On a phone the preview stands below the choices: its sum stays in sight, and leads to it. */
function PreviewBar({ screen }: { screen: ChangeScreenView }) {
  const t = useTranslations('subscriptions.change')
  const { money } = usePlanWords()
  if (screen.result?.state !== 'quoted') return null
  const { due } = screen.result.quote
  return (
    <a
      href="#preview"
      className="sticky bottom-0 -mx-5 flex min-h-14 items-center justify-between gap-4 border-t border-line bg-canvas px-5 text-sm sm:-mx-8 sm:px-8 lg:hidden"
    >
      <span className="tabular-nums">
        <span className="text-muted">{t('due')}</span> <strong className="font-strong">{money(due)}</strong>
      </span>
      <span className="font-strong underline decoration-edge underline-offset-4">{t('seePreview')}</span>
    </a>
  )
}

import { Icon } from '@/components/ui/icon'

/** Short facts, one line each. */
export function Facts({ items }: { items: string[] }) {
  return (
    <ul className="grid content-start gap-2.5 text-sm">
      {items.map((fact) => (
        <li key={fact} className="flex gap-2.5">
          <Icon name="check" className="mt-0.5 size-5 text-accent" />
          {fact}
        </li>
      ))}
    </ul>
  )
}

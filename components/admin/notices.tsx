import { Notice } from '@/components/ui/notice'

/** What came of the last form, said where a screen reader hears it. */
export function Told({ good, children }: { good: boolean; children: string }) {
  return (
    <div role={good ? 'status' : 'alert'}>
      <Notice tone={good ? 'success' : 'danger'}>{children}</Notice>
    </div>
  )
}

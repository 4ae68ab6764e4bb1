import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { MESSAGE_NOTICES, MessageScreen } from '@/components/admin/message-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'
import { showMessage } from '@/lib/webhooks/operate-inbox'

const noticeSchema = z.enum(MESSAGE_NOTICES).nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('inbox')

export default async function MessagePage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/inbox/[messageId]'>) {
  const staff = await requireStaff()
  const { messageId, locale } = await params
  requireLocale(locale)
  const message = await showMessage(decodeURIComponent(messageId))
  if (!message) notFound()
  const notice = noticeSchema.parse((await searchParams).notice)
  return <MessageScreen staff={staff} message={message} notice={notice} />
}

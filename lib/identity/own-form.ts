import 'server-only'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { readFields } from '@/lib/form-fields'
import { isOwnOrigin } from './origin'

/**
 * What a form of ours sent, checked field by field. Every action begins with this: a form from another site, or one that
 * is not exactly what our page sends, leads home and does nothing (trust: T9, T22).
 */
export async function readOwnForm<T>(schema: z.ZodType<T>, data: unknown): Promise<T> {
  const parsed = data instanceof FormData ? schema.safeParse(readFields(data)) : null
  if (!parsed?.success || !(await isOwnOrigin())) redirect('/')
  return parsed.data
}

import 'server-only'
import nodemailer from 'nodemailer'
import { env } from '@/lib/env'

/** The one way out for mails. */
export const transport = nodemailer.createTransport(env.SMTP_URL)

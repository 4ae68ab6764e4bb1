import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from './generated/client'
import { pool } from './pool'

const make = () => new PrismaClient({ adapter: new PrismaPg(pool) })
const shared = globalThis as { prisma?: ReturnType<typeof make> }

export const db = shared.prisma ?? make()
shared.prisma = db

export type Db = typeof db
/** The client inside a transaction; functions that take it must not call the provider. */
export type Tx = Prisma.TransactionClient

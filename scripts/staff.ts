import './operator-env.ts'
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { pool } from '@/lib/db/pool'
import { addStaff, listStaff } from '@/lib/merchants/change-staff'
import { ROLES } from '@/lib/merchants/roles'
import { runMain, Trouble } from './trouble.ts'

const USAGE = `npm run staff                                  who may run the shop
npm run staff -- add <e-mail> [--role owner]   let somebody in (${ROLES.join(', ')}); they sign in at /admin/sign-in`

/** `npm run staff`: who may open the merchant's pages. The first owner is made here; owners invite the others there. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { role: { type: 'string', default: 'owner' } },
  })
  const [command = 'list', email] = positionals
  if (command === 'list') {
    for (const { email, role } of await listStaff()) console.log(`${role.padEnd(8)} ${email}`)
    return
  }
  if (command !== 'add' || !email) throw new Trouble(`There is no "${command}" here.`, USAGE)
  const role = ROLES.find((each) => each === values.role)
  if (!role) throw new Trouble(`There is no role ${values.role}.`, USAGE)
  const added = await addStaff(email, role, userInfo().username)
  if (!added.ok)
    throw new Trouble(
      added.error === 'known' ? `${email} is of the staff already.` : `${email} is no e-mail address.`,
      USAGE,
    )
  console.log(`${added.value.email} may sign in as ${role}.`)
}

await runMain(main)
await pool.end()

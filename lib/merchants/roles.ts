/** What somebody of the staff may do. Each may all that those after it may. */
export const ROLES = ['owner', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** Whether a role is enough for what `needed` may do: an owner for money, settings and people, an editor for offers. */
export const isEnough = (role: Role, needed: Role): boolean => ROLES.indexOf(role) <= ROLES.indexOf(needed)

/** What can go wrong while signing in; each has words in the message catalogues. */
export const SIGN_IN_PROBLEMS = [
  'invalid_email',
  'too_many',
  'mail_failed',
  'not_begun',
  'wrong_code',
  'expired',
  'burnt',
] as const
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number]

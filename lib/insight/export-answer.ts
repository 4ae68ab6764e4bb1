import 'server-only'

/** What somebody gets who may not know that there is something. */
export const notFoundAnswer = (): Response =>
  new Response(null, { status: 404, headers: { 'Cache-Control': 'private, no-store' } })

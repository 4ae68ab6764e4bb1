import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** An error the API answers with on purpose: `{ code, message }` under the given status. */
export class ApiError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export function notFound(what: string): ApiError {
  return new ApiError(404, 'NOT_FOUND', `${what} does not exist`)
}

export function invalidBody(message: string): ApiError {
  return new ApiError(422, 'INVALID_REQUEST_BODY', message)
}
